"""``mopsctl rules``: the engine's rules, as documentation."""

from __future__ import annotations

import sys
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Any

import typer

from mopsctl.commands import options as opt
from mopsctl.commands.ending import end_with

app = opt.command_app("The rules: list, explain, test, document and learn them.")

RuleFormat = Annotated[str, typer.Option("-f", "--format", metavar="NAME", help="text or json.")]


@app.callback()
def rules() -> None:
    """List, explain, test, document and learn rules."""


@app.command("list", epilog="Example: mopsctl rules list --object contact --select deliverability")
def list_rules(
    config: opt.ConfigFile = None,
    object: opt.ObjectName = None,
    select: opt.Select = None,
    ignore: opt.Ignore = None,
    kinds: Annotated[
        bool, typer.Option("--kinds", help="The kinds of rules instead, of which you make your own.")
    ] = False,
    format: RuleFormat = "text",
) -> None:
    """List the rules that apply here: those of mopsctl.yaml, or of the default pack."""
    from mopsctl.reports.rule_pages import write_rule_list
    from mopsctl.rulebook import all_kinds, plugin_failures, rules_in_force

    if kinds:
        from mopsctl.reports.kind_pages import write_kind_list

        write_kind_list(all_kinds(config), format)
    else:
        found = rules_in_force(config, tuple(select or ()), tuple(ignore or ()), object)
        write_rule_list(found, format)
    end_with(plugin_failures())


@app.command(epilog="Example: mopsctl rules explain contact-email-valid")
def explain(
    name: Annotated[str, typer.Argument(metavar="NAME", help="The id of a rule, or the name of a kind.")],
    config: opt.ConfigFile = None,
    kind: Annotated[bool, typer.Option("--kind", help="The name is that of a kind of rules.")] = False,
    format: RuleFormat = "text",
) -> None:
    """Explain a rule: why it matters, what fails, an example, how to fix it, where it comes from.

    Of a kind: what its rules check, the keys they have, and an example.
    """
    from mopsctl.reports.kind_pages import write_kind
    from mopsctl.reports.rule_pages import write_rule
    from mopsctl.rulebook import is_kind, kind_called, plugin_failures, rule_named

    if kind or is_kind(name, config):
        write_kind(kind_called(name, config), format)
    else:
        write_rule(rule_named(name, config), format)
    end_with(plugin_failures())


@app.command(epilog="Example: mopsctl rules test --select 'contact-*'")
def test(
    config: opt.ConfigFile = None,
    select: opt.Select = None,
    ignore: opt.Ignore = None,
    require_examples: Annotated[
        bool,
        typer.Option(
            "--require-examples",
            help='Every rule must have a good and a bad example, as in files that say "examples: required".',
        ),
    ] = False,
    quiet: opt.Quiet = False,
) -> None:
    """Run every rule's own examples: what is said to keep to it must pass, what breaks it must be found.

    The exit code is 1 where an example does not behave, or one that is required is not there.
    """
    from mopsctl.reports.figures import plural
    from mopsctl.rulebook import plugin_failures, tested_examples

    found = tested_examples(config, tuple(select or ()), tuple(ignore or ()), require_examples)
    for complaint in [*found.complaints, *found.lacking]:
        typer.echo(complaint)
    if not quiet:
        said = f"{plural(found.tested, 'rule')} tested, {plural(len(found.complaints), 'failing example')}"
        without = f", {plural(len(found.lacking), 'rule')} without the examples they must have"
        typer.echo(said + (without if found.lacking else ""), err=True)
    end_with([*plugin_failures(), *found.failures])
    raise typer.Exit(0 if found.passed else 1)


@app.command(epilog="Example: mopsctl rules docs -o docs/rules")
def docs(
    output: Annotated[Path, typer.Option("-o", "--output", metavar="FOLDER", help="Where the pages go.")],
    config: opt.ConfigFile = None,
    pack: Annotated[
        list[str] | None,
        typer.Option(
            "--pack", metavar="PACK", help="Of these packs instead, such as mopsctl:contacts or 'acme:*'."
        ),
    ] = None,
    quiet: opt.Quiet = False,
) -> None:
    """Write the rules as documentation in Markdown: a page a rule, an index, and the kinds.

    The rules are those that apply here. Pages of an earlier run whose rules are gone are deleted.
    """
    from mopsctl.reports.rule_docs import write_rule_docs
    from mopsctl.rulebook import plugin_failures, rules_in_force, rules_of_packs

    rules = rules_of_packs(pack) if pack else rules_in_force(config)
    number = write_rule_docs(output, rules)
    if not quiet:
        typer.echo(f"{number} pages in {output}", err=True)
    end_with(plugin_failures())


class SchemaOf(StrEnum):
    """What there is a schema of."""

    CONFIG = "config"
    REPORT = "report"
    DUPLICATES = "duplicates"
    EVALUATION = "evaluation"


@app.command(epilog="Example: mopsctl rules schema > mopsctl.schema.json")
def schema(
    of: Annotated[
        SchemaOf,
        typer.Argument(help="mopsctl.yaml, or a JSON report: of an audit, of duplicates, of an evaluation."),
    ] = SchemaOf.CONFIG,
) -> None:
    """Print a JSON Schema: of mopsctl.yaml, by which an editor completes and checks it, or of a JSON report.

    Kinds and packs of installed plug-ins are in it. An editor takes it from a mopsctl.yaml that begins with
    "# yaml-language-server: $schema=mopsctl.schema.json".
    """
    import json

    from mopsctl.rulebook import plugin_failures

    typer.echo(json.dumps(_schema_of(of), ensure_ascii=False, indent=2))
    end_with(plugin_failures())


def _schema_of(what: SchemaOf) -> dict[str, Any]:
    if what is SchemaOf.DUPLICATES:
        from mopsctl.reports.schema_duplicates import duplicates_schema

        return duplicates_schema()
    if what is SchemaOf.EVALUATION:
        from mopsctl.reports.schema_evaluation import evaluation_schema

        return evaluation_schema()
    if what is SchemaOf.REPORT:
        from mopsctl.reports.schema import report_schema

        return report_schema()
    from mopsctl.config_schema import config_schema

    return config_schema()


@app.command(epilog="Example: mopsctl rules suggest exports/ -o learned.yaml")
def suggest(
    source: opt.Source,
    output: Annotated[
        Path | None,
        typer.Option("-o", "--output", metavar="FILE", rich_help_panel=opt.OUTPUT,
                     help="Write to a file that only you may read; one that ends in .json is JSON."),
    ] = None,
    format: Annotated[
        str | None,
        typer.Option("-f", "--format", metavar="NAME", rich_help_panel=opt.OUTPUT, help="yaml or json."),
    ] = None,
    config: opt.ConfigFile = None,
    object: opt.ObjectName = None,
    map: opt.Maps = None,
    min_support: Annotated[
        float, typer.Option("--min-support", metavar="SHARE", rich_help_panel=opt.RULES,
                            help="The share of records that must surely keep to a rule."),
    ] = 0.95,
    min_records: Annotated[
        int, typer.Option("--min-records", metavar="N", rich_help_panel=opt.RULES,
                          help="How many records a rule must be able to judge."),
    ] = 50,
    examples: Annotated[
        int, typer.Option("--examples", min=0, max=100, metavar="N", rich_help_panel=opt.OUTPUT,
                          help="At most N of the values that break each rule."),
    ] = 3,
    everything: Annotated[
        bool, typer.Option("--all", rich_help_panel=opt.RULES,
                           help="Suggest what rules in force already say, too."),
    ] = False,
    as_of: opt.AsOf = None,
    encoding: opt.Encoding = None,
    delimiter: opt.Delimiter = None,
    header_row: opt.HeaderRow = None,
    sheet: opt.Sheet = None,
    redact: opt.Redact = False,
    quiet: opt.Quiet = False,
) -> None:  # fmt: skip
    """Learn rules from an export that is mostly right: fields that are always filled, values, forms, dependencies.

    Prints YAML for mopsctl.yaml. Each rule says how many records keep to it, and shows the values that break it.
    What rules in force already say is left out.
    """
    from mopsctl.commands.target import check_target
    from mopsctl.progress_bar import watched
    from mopsctl.sources.table import ReadOptions
    from mopsctl.suggesting.options import SuggestOptions
    from mopsctl.suggesting.suggest import suggest_rules
    from mopsctl.suggesting.write import format_of, write_suggestions

    form = format_of(format, output)
    if output is not None:
        check_target(output, source)
    read = ReadOptions(encoding, opt.parse_delimiter(delimiter), header_row, sheet)
    options = SuggestOptions(
        object=object, mapping=opt.parse_maps(map), read=read, as_of=opt.parse_day(as_of), min_support=min_support,
        min_records=min_records, examples=examples, everything=everything, redact=redact,
    )  # fmt: skip
    with watched(quiet) as progress:
        suggestions = suggest_rules(source, config, options, progress, sys.stdin.buffer)
    write_suggestions(suggestions, form, output)
    if not quiet:
        count = len(suggestions.rules)
        typer.echo(f"{count} {'rule' if count == 1 else 'rules'} suggested", err=True)
