"""A second client of the interface, made from the OpenAPI document alone with the standard library of Python.

It shares no code with the server. Each operation of the document becomes a method: inputs are checked against the
document before they leave, and every answer must have a documented status, content type and shape. Calls come as lines
of JSON on standard input; each answer goes out as one line.
"""

import json
import re
import sys
import urllib.error
import urllib.parse
import urllib.request


class Broken(Exception):
    """The document and the server do not agree."""


def resolve(document, part):
    while "$ref" in part:
        at = document
        for name in part["$ref"].lstrip("#/").split("/"):
            at = at[name]
        part = at
    return part


NAMES = {
    "string": str,
    "integer": int,
    "number": (int, float),
    "boolean": bool,
    "array": list,
    "object": dict,
    "null": type(None),
}


def fits(value, name):
    if name in ("integer", "number") and isinstance(value, bool):
        return False
    return isinstance(value, NAMES[name])


def check(document, schema, value, at):
    """The parts of JSON Schema that the document uses."""
    schema = resolve(document, schema)
    if "const" in schema and value != schema["const"]:
        raise Broken(f"{at}: not {schema['const']!r}")
    if "enum" in schema and value not in schema["enum"]:
        raise Broken(f"{at}: {value!r} is none of {schema['enum']}")
    for word in ("anyOf", "oneOf"):
        if word in schema:
            faults = []
            for each in schema[word]:
                try:
                    check(document, each, value, at)
                    break
                except Broken as fault:
                    faults.append(str(fault))
            else:
                raise Broken("; ".join(faults))
    for each in schema.get("allOf", []):
        check(document, each, value, at)
    kinds = schema.get("type")
    if kinds is not None:
        kinds = kinds if isinstance(kinds, list) else [kinds]
        if not any(fits(value, kind) for kind in kinds):
            raise Broken(f"{at}: {value!r} is no {kinds}")
    if isinstance(value, str):
        if len(value) > schema.get("maxLength", len(value)) or len(value) < schema.get("minLength", 0):
            raise Broken(f"{at}: wrong length")
        if "pattern" in schema and re.search(schema["pattern"], value) is None:
            raise Broken(f"{at}: {value!r} has not the form {schema['pattern']}")
    if isinstance(value, (int, float)) and not isinstance(value, bool):
        if value < schema.get("minimum", value) or value > schema.get("maximum", value):
            raise Broken(f"{at}: {value} is out of bounds")
    if isinstance(value, list):
        if len(value) > schema.get("maxItems", len(value)) or len(value) < schema.get("minItems", 0):
            raise Broken(f"{at}: wrong number of items")
        if isinstance(schema.get("items"), dict):
            for n, each in enumerate(value):
                check(document, schema["items"], each, f"{at}[{n}]")
    if isinstance(value, dict):
        known = schema.get("properties", {})
        for name in schema.get("required", []):
            if name not in value:
                raise Broken(f"{at}: {name} is missing")
        for name, each in value.items():
            if name in known:
                check(document, known[name], each, f"{at}.{name}")
            elif schema.get("additionalProperties") is False:
                raise Broken(f"{at}: {name} is not in the document")
            elif isinstance(schema.get("additionalProperties"), dict):
                check(document, schema["additionalProperties"], each, f"{at}.{name}")


class Client:
    def __init__(self, base):
        self.base = base
        with urllib.request.urlopen(f"{base}/api/openapi.json", timeout=20) as reply:
            self.document = json.load(reply)
        self.operations = {
            operation["operationId"]: (method.upper(), path, operation)
            for path, methods in self.document["paths"].items()
            for method, operation in methods.items()
        }

    def call(self, name, params=None, query=None, body=None, key=None):
        method, path, operation = self.operations[name]
        url = self.address(name, path, operation, params or {}, query or {})
        headers = {"accept": "*/*"}
        if any("machine" in each for each in operation["security"]):
            if key is None:
                raise Broken(f"{name}: needs a key")
            headers["authorization"] = f"Bearer {key}"
        data = None
        if "requestBody" in operation:
            content = operation["requestBody"]["content"]
            check(self.document, content["application/json"]["schema"], body, name)
            headers["content-type"] = "application/json"
            data = json.dumps(body).encode()
        request = urllib.request.Request(url, data=data, method=method, headers=headers)
        try:
            with urllib.request.urlopen(request, timeout=20) as reply:
                return self.read(name, operation, reply.status, reply.headers, reply.read())
        except urllib.error.HTTPError as reply:
            return self.read(name, operation, reply.code, reply.headers, reply.read())

    def address(self, name, path, operation, params, query):
        asked = {}
        given = {"path": dict(params), "query": dict(query)}
        for each in operation["parameters"]:
            value = given[each["in"]].pop(each["name"], None)
            if value is None:
                if each["required"]:
                    raise Broken(f"{name}: {each['name']} is missing")
                continue
            check(self.document, each["schema"], value, f"{name} {each['name']}")
            if each["in"] == "path":
                path = path.replace("{%s}" % each["name"], urllib.parse.quote(str(value), safe=""))
            else:
                asked[each["name"]] = str(value)
        for place in given.values():
            if place:
                raise Broken(f"{name}: {sorted(place)} is not in the document")
        if "{" in path:
            raise Broken(f"{name}: the address {path} has a member without parameter")
        return self.base + path + (f"?{urllib.parse.urlencode(asked)}" if asked else "")

    def read(self, name, operation, status, headers, raw):
        documented = operation["responses"].get(str(status))
        if documented is None:
            raise Broken(f"{name}: status {status} is not in the document")
        content = resolve(self.document, documented)["content"]
        kind = headers.get("content-type", "").split(";")[0]
        media = content.get(kind, content.get("*/*"))
        if media is None:
            raise Broken(f"{name} {status}: {kind} is not in the document, only {sorted(content)}")
        if kind != "application/json":
            return {"status": status, "type": kind, "text": raw.decode("utf-8", "replace")}
        value = json.loads(raw)
        check(self.document, media.get("schema", {}), value, f"{name} {status}")
        return {"status": status, "type": kind, "body": value}


def main():
    client = Client(sys.argv[1])
    for line in sys.stdin:
        asked = json.loads(line)
        try:
            answer = client.call(**asked)
        except Broken as fault:
            answer = {"broken": str(fault)}
        print(json.dumps(answer), flush=True)


main()
