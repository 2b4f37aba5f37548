"""One kind of check over observations, for the clerk, the reviewer, the county and the verifier.

Doubtful patterns are told in neutral words; nothing here is an accusation.
"""

from analysis.checks.observations import check_observations
from analysis.checks.parts import check_parts
from analysis.checks.relations import check_relations, is_rate

__all__ = ["check_observations", "check_parts", "check_relations", "is_rate"]
