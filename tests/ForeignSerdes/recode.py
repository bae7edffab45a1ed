"""Reads lines of {"schema", "hex"}, decodes each message with Apache's avro and writes its own encoding of it, in hex."""
import io
import json
import sys

import avro.io
import avro.schema

for line in sys.stdin:
    given = json.loads(line)
    schema = avro.schema.parse(given["schema"])
    decoder = avro.io.BinaryDecoder(io.BytesIO(bytes.fromhex(given["hex"])))
    value = avro.io.DatumReader(schema).read(decoder)
    output = io.BytesIO()
    avro.io.DatumWriter(schema).write(value, avro.io.BinaryEncoder(output))
    print(output.getvalue().hex(), flush=True)
