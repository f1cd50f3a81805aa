"""Synthesizes a stage in this process and asks its template questions."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import aws_cdk as cdk

from infra.settings import Settings
from infra.stack import ExecutionLogStack

ROOT = Path(__file__).parent.parent.parent
CDK_JSON: dict[str, Any] = json.loads((ROOT / "cdk.json").read_text())

Resource = dict[str, Any]
Statement = dict[str, Any]


def app(folder: Path, **context: str) -> cdk.App:
    """An app as `cdk synth -c key=value` makes it."""
    return cdk.App(
        analytics_reporting=False,
        outdir=str(folder / "assembly"),
        context=CDK_JSON["context"] | context,
    )


def stack(app: cdk.App, page: Path) -> ExecutionLogStack:
    return ExecutionLogStack(app, Settings.from_context(app.node), page=page)


def built_page(folder: Path) -> Path:
    """Stands in for what the front end's build leaves behind."""
    (folder / "assets").mkdir(parents=True)
    (folder / "assets" / "index-1a2b3c.js").write_text("export {};")
    (folder / "index.html").write_text("<!doctype html>")
    return folder


@dataclass(frozen=True)
class Synthesized:
    assembly: Path
    template: dict[str, Any]
    text: str

    def resources(self, kind: str) -> dict[str, Resource]:
        """All resources of one type, by logical id."""
        return {
            name: resource
            for name, resource in self.template["Resources"].items()
            if resource["Type"] == kind
        }

    def properties(self, kind: str, prefix: str = "") -> dict[str, Any]:
        """The one resource of this type whose logical id begins so."""
        found = [r for name, r in self.resources(kind).items() if name.startswith(prefix)]
        assert len(found) == 1, f"{len(found)} resources of type {kind} begin with {prefix!r}"
        properties: dict[str, Any] = found[0]["Properties"]
        return properties

    def our_functions(self) -> dict[str, Resource]:
        """Without the one that CDK brings along to upload the page."""
        functions = self.resources("AWS::Lambda::Function")
        return {name: f for name, f in functions.items() if not name.startswith("Custom")}

    def statements(self, role: str = "") -> Iterator[Statement]:
        """The statements of the policies attached to the role whose logical id begins so."""
        for policy in self.resources("AWS::IAM::Policy").values():
            roles = [reference["Ref"] for reference in policy["Properties"]["Roles"]]
            if any(name.startswith(role) for name in roles):
                yield from policy["Properties"]["PolicyDocument"]["Statement"]

    def allowed(self, role: str) -> set[tuple[str, str]]:
        """Every (action, resource) a role is allowed; the resource as flat text."""
        return {
            (action, flat(resource))
            for statement in self.statements(role)
            for action in many(statement["Action"])
            for resource in many(statement["Resource"])
        }


def synthesize(stage: str, folder: Path, **context: str) -> Synthesized:
    made = app(folder, stage=stage, **context)
    name = stack(made, built_page(folder / "page")).stack_name
    assembly = Path(made.synth().directory)
    text = (assembly / f"{name}.template.json").read_text()
    return Synthesized(assembly, json.loads(text), text)


def many(value: Any) -> list[Any]:
    """CloudFormation writes a list of one as the one."""
    return value if isinstance(value, list) else [value]


def flat(value: Any) -> str:
    """A value with its references in braces: {"Ref": "Queue"} reads `{Queue}`."""
    if isinstance(value, str):
        return value
    ((function, argument),) = value.items()
    if function == "Fn::Join":
        return "".join(flat(part) for part in argument[1])
    if function == "Fn::Sub":
        return str(argument)
    parts = [part if isinstance(part, str) else "..." for part in many(argument) if part]
    return "{" + ".".join(parts) + "}"
