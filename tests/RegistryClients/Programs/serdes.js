// Writes or reads one value with each of Confluent's serdes for Node, unmodified.
//   node serdes.js URL write        prints {"avro": hex, "json": hex, "protobuf": hex}
//   node serdes.js URL read < hex   prints what was read from such an object
const { SchemaRegistryClient, SerdeType, AvroSerializer, AvroDeserializer, JsonSerializer, JsonDeserializer, ProtobufSerializer, ProtobufDeserializer } =
  require('@confluentinc/schemaregistry');
const { create } = require('@bufbuild/protobuf');
const { FieldSchema } = require('@bufbuild/protobuf/wkt');

const [url, mode] = process.argv.slice(2);
const client = new SchemaRegistryClient({ baseURLs: [url] });
const avro = '{"type":"record","name":"Reading","namespace":"node","fields":[{"name":"Id","type":"long"},{"name":"Place","type":["null","string"],"default":null}]}';
const json = '{"type":"object","title":"Reading","properties":{"Id":{"type":"integer"},"Place":{"type":"string"}}}';
const latest = { useLatestVersion: true };

async function write() {
  await client.register('node-avro-value', { schemaType: 'AVRO', schema: avro });
  await client.register('node-json-value', { schemaType: 'JSON', schema: json });
  const protobuf = new ProtobufSerializer(client, SerdeType.VALUE, { autoRegisterSchemas: true });
  protobuf.registry.add(FieldSchema);
  const values = {
    avro: await new AvroSerializer(client, SerdeType.VALUE, latest).serialize('node-avro', { Id: 7, Place: 'Boston' }),
    json: await new JsonSerializer(client, SerdeType.VALUE, latest).serialize('node-json', { Id: 8, Place: 'Denver' }),
    protobuf: await protobuf.serialize('node-protobuf', create(FieldSchema, { name: 'id', number: 9 })),
  };
  console.log(JSON.stringify(Object.fromEntries(Object.entries(values).map(([k, v]) => [k, v.toString('hex')]))));
}

async function read() {
  const values = JSON.parse(require('fs').readFileSync(0, 'utf8'));
  const bytes = (name) => Buffer.from(values[name], 'hex');
  const protobuf = await new ProtobufDeserializer(client, SerdeType.VALUE, {}).deserialize('net-protobuf', bytes('protobuf'));
  console.log(JSON.stringify({
    avro: await new AvroDeserializer(client, SerdeType.VALUE, {}).deserialize('net-avro', bytes('avro')),
    json: await new JsonDeserializer(client, SerdeType.VALUE, {}).deserialize('net-json', bytes('json')),
    protobuf: { type: protobuf.$typeName, name: protobuf.name, number: protobuf.number },
  }, (_, v) => typeof v === 'bigint' ? Number(v) : v));
}

(mode === 'write' ? write() : read()).catch((e) => { console.error(e.stack ?? e); process.exit(1); });
