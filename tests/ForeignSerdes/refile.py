"""Reads a line of {"schema", "hex"} whose bytes are an object container file, and writes its values into a new one with the other codec, in hex."""
import io
import json
import sys

import avro.datafile
import avro.io

for line in sys.stdin:
    given = json.loads(line)
    with avro.datafile.DataFileReader(io.BytesIO(bytes.fromhex(given["hex"])), avro.io.DatumReader()) as reader:
        codec = "null" if reader.codec == "deflate" else "deflate"
        output = io.BytesIO()
        writer = avro.datafile.DataFileWriter(output, avro.io.DatumWriter(), reader.datum_reader.writers_schema, codec=codec)
        for value in reader:
            writer.append(value)
        writer.flush()
        print(output.getvalue().hex(), flush=True)
