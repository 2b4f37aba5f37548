"""Tables become typed rows: each cell one value of its column's kind, or a finding with its address."""
