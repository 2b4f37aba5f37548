"""The whole road for one town after another: read, execute, render, guard, publish."""

from __future__ import annotations

from analysis.build.steps import Outcome, build_town

__all__ = ["Outcome", "build_town"]
