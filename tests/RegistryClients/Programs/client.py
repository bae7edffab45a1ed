"""Confluent's Python client of the registry, unmodified: registers, looks up, tests, sets levels, deletes. Prints one JSON object."""
import json
import sys

from confluent_kafka.schema_registry import Schema, SchemaReference, SchemaRegistryClient, SchemaRegistryError

client = SchemaRegistryClient({"url": sys.argv[1]})
inner = Schema('{"type":"record","name":"Inner","namespace":"py","fields":[{"name":"x","type":"int"}]}', "AVRO")
outer = Schema('{"type":"record","name":"Outer","namespace":"py","fields":[{"name":"in","type":"py.Inner"}]}', "AVRO", [SchemaReference("py.Inner", "py-inner", 1)])
narrow = Schema('{"type":"record","name":"Inner","namespace":"py","fields":[{"name":"x","type":"int"},{"name":"y","type":"int"}]}', "AVRO")

first = client.register_schema("py-inner", inner)
second = client.register_schema("py-outer", outer)
found = client.lookup_schema("py-outer", outer)
latest = client.get_latest_version("py-inner")
compatible = client.test_compatibility("py-inner", narrow)
client.set_compatibility("py-inner", "NONE")
third = client.register_schema("py-inner", narrow)
try:
    client.get_version("py-inner", 9)
    refusal = None
except SchemaRegistryError as e:
    refusal = [e.http_status_code, e.error_code, e.error_message]

print(json.dumps({
    "ids": [first, second, third],
    "found": [found.schema_id, found.version],
    "latest": [latest.schema_id, latest.version, latest.schema.schema_str],
    "byId": client.get_schema(second).schema_str,
    "compatible": compatible,
    "level": client.get_compatibility("py-inner"),
    "versions": client.get_versions("py-inner"),
    "subjects": sorted(client.get_subjects()),
    "refusal": refusal,
    "deleted": [client.delete_version("py-inner", 2), client.delete_subject("py-outer")],
}))
