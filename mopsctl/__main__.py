"""``python -m mopsctl`` is ``mopsctl``."""

from mopsctl.cli import main

main()
