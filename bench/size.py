"""How much room onrecord takes on a disk, without extras and with all that it needs.

Installs this checkout into a fresh virtual environment and adds up what lies there in site-packages, in megabytes
(10^6 bytes) of file contents, byte code included and pip left out. ``--python`` measures an environment that is
there already.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
import venv
from collections import Counter
from pathlib import Path

from bench import common

ROOT = Path(__file__).resolve().parent.parent
NOT_OURS = ("pip", "setuptools", "wheel", "_distutils_hack", "distutils-precedence.pth")
LARGEST = 10
MEGABYTE = 1_000_000


def installed() -> common.Figures:
    """The size of a fresh installation."""
    with tempfile.TemporaryDirectory() as folder:
        venv.create(folder, with_pip=True)
        python = Path(folder) / "bin/python"
        command = [str(python), "-m", "pip", "install", "--quiet", "--disable-pip-version-check", str(ROOT)]
        subprocess.run(command, check=True, stdout=sys.stderr)
        return measure(python)


def measure(python: Path) -> common.Figures:
    """Megabytes of all packages of an environment, and of the largest."""
    code = "import sysconfig; print(sysconfig.get_path('purelib'))"
    place = Path(
        subprocess.run([python, "-c", code], capture_output=True, text=True, check=True).stdout.strip()
    )
    sizes: Counter[str] = Counter()
    for path in place.rglob("*"):
        if path.is_file() and not path.is_symlink():
            sizes[path.relative_to(place).parts[0]] += path.stat().st_size
    ours = Counter({name: size for name, size in sizes.items() if not name.startswith(NOT_OURS)})
    figures: common.Figures = {"installed_mb": sum(ours.values()) / MEGABYTE}
    return figures | {name: size / MEGABYTE for name, size in ours.most_common(LARGEST)}


def main(arguments: list[str]) -> None:
    parser = common.parser("size", __doc__)
    parser.add_argument("--python", type=Path, help="of the environment to measure")
    options = parser.parse_args(arguments)
    common.show(measure(options.python) if options.python else installed(), as_json=options.json)


if __name__ == "__main__":
    main(sys.argv[1:])
