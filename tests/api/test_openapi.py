"""The OpenAPI document and the routes are the same."""

from api.app import Resolver
from tests.api.http import OPENAPI, Client


def test_every_route_is_documented_and_every_documented_one_exists(client: Client) -> None:
    app: Resolver = client.app
    routes = {
        (route.method.lower(), route.path.replace("<", "{").replace(">", "}"))
        for route in app._static_routes + app._dynamic_routes
    }
    documented = {
        (method, path) for path, operations in OPENAPI["paths"].items() for method in operations
    }

    assert routes == documented


def test_every_reference_leads_somewhere() -> None:
    def references(node: object) -> list[str]:
        if isinstance(node, dict):
            own = [node["$ref"]] if "$ref" in node else []
            return own + [r for value in node.values() for r in references(value)]
        if isinstance(node, list):
            return [r for value in node for r in references(value)]
        return []

    for reference in references(OPENAPI):
        target: object = OPENAPI
        for part in reference.removeprefix("#/").split("/"):
            assert isinstance(target, dict)
            target = target[part]
