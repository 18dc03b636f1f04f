"""The schema of scenarios agrees with the reader: on what ships, and on the limits of every number of an event.

usage: check_schema.py COMITY LIBRARY
"""
import json
import pathlib
import subprocess
import sys
import tempfile

try:
    import jsonschema
    import yaml
except ImportError as missing:
    print(f"skipped: {missing.name} is not installed")
    sys.exit(77)


class Yaml12(yaml.SafeLoader):
    """The switches of YAML 1.2 are true and false alone: `on` is a word."""


Yaml12.yaml_implicit_resolvers = {
    first: [(tag, pattern) for tag, pattern in resolvers if tag != "tag:yaml.org,2002:bool" or first in "tTfF"]
    for first, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
}

WORDS = {
    "state": "USA", "target": "CHN", "forum": "HRC", "leader": "CR", "actor": "CR", "absorbed": "US", "sender": "US", "club": "BRICS", "treaty": "T2", "norm": "HR1",
    "when": "capacity_WHO", "dyad": ["CHN", "RUS"], "variable": "exposure", "parameter": "voting.slope", "value": 1, "values": [0.5], "on": True,
}
OF_WHAT_IS_NAMED = ("value", "values")  # their range is that of the parameter or the variable


def printed(program, *words):
    return subprocess.run([program, *words], capture_output=True, text=True, check=False)


def errors_of(program, events, together=40):
    """How many errors the reader has of each event, from the paths in its messages."""
    if len(events) > together:  # after a hundred errors the rest is counted
        return errors_of(program, events[:together]) + errors_of(program, events[together:])
    with tempfile.TemporaryDirectory() as folder:
        file = pathlib.Path(folder) / "scenario.yaml"
        file.write_text(yaml.safe_dump({"comity": 1, "rounds": 4, "events": events}))
        said = printed(program, "check", str(file)).stderr
    return [sum(f" events[{k}]." in line and "must be in [" in line for line in said.splitlines()) for k in range(len(events))]


def plain_event(kind):
    """An event of a type with all its fields, each within its limits."""
    event = {"type": kind["properties"]["type"]["const"], "step": 0}
    for name, field in kind["properties"].items():
        if name not in ("type", "step", "date"):
            event[name] = WORDS[name] if name in WORDS else field["minimum" if name == "above" else "maximum"]
    return event


def at_limits(kinds):
    """Events with one number at a limit of the schema, and events with that number beyond it."""
    within, beyond = [], []
    for kind in kinds:
        for name, field in kind["properties"].items():
            if "minimum" not in field or name in OF_WHAT_IS_NAMED:
                continue
            for limit, step in ((field["minimum"], -1), (field["maximum"], 1)):
                within.append({**plain_event(kind), name: limit})
                beyond.append({**plain_event(kind), name: limit + step})
    return within, beyond


def main(program, library):
    schema = json.loads(printed(program, "schema", "scenario").stdout)
    jsonschema.Draft202012Validator.check_schema(schema)
    validator = jsonschema.Draft202012Validator(schema)
    files = sorted(pathlib.Path(library).glob("*.yaml"))
    assert len(files) >= 3
    for file in files:
        validator.validate(yaml.load(file.read_text(), Loader=Yaml12))

    within, beyond = at_limits(schema["properties"]["events"]["items"]["oneOf"])
    assert len(within) >= 60, len(within)
    for event in within:
        validator.validate({"events": [event]})
    for event in beyond:
        assert not validator.is_valid({"events": [event]}), event
    assert errors_of(program, within) == [0] * len(within)
    assert errors_of(program, beyond) == [1] * len(beyond)

    for name, wrong in (("state", []), ("state", ["USA", "USA"]), ("dyad", ["CHN"]), ("dyad", "CHN"), ("severity", None)):
        event = {"type": "conflict" if name == "dyad" else "uprising", "step": 0, "state": "USA", "severity": 1}
        if name == "dyad":
            del event["state"]
        event[name] = wrong
        assert not validator.is_valid({"events": [event]}), event


main(*sys.argv[1:])
