"""`python -m tmtool` is the same as `tmtool`."""

from tmtool.cli import main

main()
