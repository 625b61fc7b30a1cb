"""Execute every notebook from its paired script; a failing cell fails the run. Outputs go to build/notebooks."""

from __future__ import annotations

import sys
from pathlib import Path

import jupytext
from nbclient import NotebookClient

HERE = Path(__file__).parent


def main() -> int:
    out = HERE.parent / "build" / "notebooks"
    out.mkdir(parents=True, exist_ok=True)
    scripts = sorted(p for p in HERE.glob("*.py") if p.name != Path(__file__).name)
    for script in scripts:
        notebook = jupytext.read(script)
        NotebookClient(
            notebook, timeout=600, kernel_name="python3", resources={"metadata": {"path": str(HERE)}}
        ).execute()
        jupytext.write(notebook, out / f"{script.stem}.ipynb")
        print(f"executed {script.name}: {sum(c.cell_type == 'code' for c in notebook.cells)} cells")
    return 0 if scripts else 1


if __name__ == "__main__":
    sys.exit(main())
