"""``python -m analysis.sample [ROOT]``: write the sample below ROOT, the current folder if none."""

from __future__ import annotations

import sys
from pathlib import Path

from analysis.sample import write

if __name__ == "__main__":
    for path in write(Path(sys.argv[1] if len(sys.argv) > 1 else ".")):
        sys.stdout.buffer.write(f"{path}\n".encode())
