"""The command line: each command parses its options, calls one function and shows what comes back."""


def main() -> None:
    """Run `dateline`; the commands import what they need when they run."""
    from dateline.cli.app import app

    app()
