"""An example of a body, made of the examples of its fields."""

from collections.abc import Mapping
from typing import Any


def example_of(schema: Mapping[str, Any], schemas: Mapping[str, Mapping[str, Any]]) -> Any:
    """Return an example of a schema; None where something that it requires has none. `schemas` are those by name."""
    if "$ref" in schema:
        return example_of(schemas[schema["$ref"].rpartition("/")[2]], schemas)
    if "examples" in schema:
        return schema["examples"][0]
    if schema.get("type") == "array":
        one = example_of(schema["items"], schemas)
        return None if one is None else [one]
    told = {name: example_of(of, schemas) for name, of in schema.get("properties", {}).items()}
    examples = {name: example for name, example in told.items() if example is not None}
    return examples if examples and examples.keys() >= set(schema.get("required", ())) else None
