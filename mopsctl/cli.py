"""The Typer app: names every command, and loads a command's module only when that command runs."""

from __future__ import annotations

import os
import signal
import sys
from contextlib import suppress
from importlib import import_module
from io import TextIOWrapper
from typing import Annotated, Any

import typer
from typer.core import TyperCommand, TyperGroup

from mopsctl import __version__
from mopsctl.errors import MopsctlError

COMMANDS = {
    "audit": "Audit CRM exports as one report.",
    "dedupe": "Find duplicates, explain and review them.",
    "profile": "Tell what is in a source.",
    "score": "Score completeness, by segment.",
    "rules": "List, explain, test and learn rules.",
}
"""Each is ``app`` in the module of its name in ``mopsctl.commands``."""

INTERRUPTED = 130
BROKEN_PIPE = 141
INTERNAL_ERROR = 70


class LazyGroup(TyperGroup):
    """Lists the commands without importing them; turns every error into a message and an exit code."""

    def list_commands(self, ctx: Any) -> list[str]:
        return list(COMMANDS)

    def get_command(self, ctx: Any, cmd_name: str) -> Any:
        if cmd_name not in COMMANDS:
            return None
        return TyperCommand(cmd_name, short_help=COMMANDS[cmd_name], callback=None)

    def resolve_command(self, ctx: Any, args: list[str]) -> Any:
        name, command, rest = super().resolve_command(ctx, args)
        if name in COMMANDS:
            command = typer.main.get_command(import_module(f"mopsctl.commands.{name}").app)
            command.name = name
        return name, command, rest

    def invoke(self, ctx: Any) -> Any:
        try:
            return super().invoke(ctx)
        except MopsctlError as error:
            _say(f"Error: {error}")
            raise SystemExit(error.exit_code) from (error if _debugging() else None)
        except KeyboardInterrupt:
            _say("Interrupted.")
            raise SystemExit(INTERRUPTED) from None
        except BrokenPipeError:
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
            raise SystemExit(BROKEN_PIPE) from None
        except Exception as error:
            if _interrupted:
                _say("Interrupted.")
                raise SystemExit(INTERRUPTED) from None
            if _debugging() or _is_typers_own(error):
                raise
            _say(f"Error: mopsctl failed unexpectedly ({type(error).__name__}: {_first_line(error)}); "
                 "set MOPSCTL_DEBUG=1 to see where, and please report it.")  # fmt: skip
            raise SystemExit(INTERNAL_ERROR) from None


app = typer.Typer(
    cls=LazyGroup,
    name="mopsctl",
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)


def _version(value: bool) -> None:
    if value:
        typer.echo(f"mopsctl {__version__}")
        raise typer.Exit


@app.callback(epilog="Example: mopsctl audit exports/ -o audit.html")
def root(
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Print the version and exit.")
    ] = False,
    debug: Annotated[bool, typer.Option("--debug", help="Show a traceback when something fails.")] = False,
) -> None:
    """Audit and clean CRM data, from exports or a live API.

    Exit codes: 0 nothing at or above --fail-on; 1 findings at or above it; 2 wrong usage or configuration;
    3 a source could not be read; 4 an apply ended incomplete; 130 interrupted.
    """
    if debug:
        os.environ["MOPSCTL_DEBUG"] = "1"


_interrupted: list[int] = []
"""Signals received: a library may turn Ctrl-C in its midst into an error of its own."""


def main() -> None:
    """The console script."""
    _open_streams()
    signal.signal(signal.SIGINT, _interrupt)
    app()


def _open_streams() -> None:
    """Let no stream be missing or fail on a character.

    One that the caller closed (``>&-``) is None, and the next file to be opened would take its number; a
    terminal that cannot show "·" shows "?".
    """
    for name, mode in (("stdin", "r"), ("stdout", "w"), ("stderr", "w")):
        stream = getattr(sys, name)
        if stream is None:
            setattr(sys, name, open(os.devnull, mode, encoding="utf-8"))  # noqa: SIM115, PTH123 - for good
        elif name == "stdout" and isinstance(stream, TextIOWrapper):
            stream.reconfigure(errors="replace")


def _interrupt(number: int, _: object) -> None:
    _interrupted.append(number)
    raise KeyboardInterrupt


def _say(message: str) -> None:
    with suppress(OSError):  # the exit code says it too
        typer.echo(message, err=True)


def _debugging() -> bool:
    return bool(os.environ.get("MOPSCTL_DEBUG"))


def _is_typers_own(error: Exception) -> bool:
    """Whether Typer raised it to end the run or to tell of wrong usage; it shows those itself."""
    return isinstance(error, typer.Abort) or hasattr(error, "exit_code")


def _first_line(error: Exception) -> str:
    return next(iter(str(error).splitlines()), "no message")
