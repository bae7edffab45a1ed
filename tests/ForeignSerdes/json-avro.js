// Reads lines of {"schema", "hex"}, decodes each message with avsc and writes its JSON encoding of it.
const avro = require('avsc');
const long = avro.types.LongType.__with({
  fromBuffer: (buffer) => buffer.readBigInt64LE(),
  toBuffer: (value) => { const buffer = Buffer.alloc(8); buffer.writeBigInt64LE(value); return buffer; },
  fromJSON: BigInt, toJSON: (value) => JSON.rawJSON ? JSON.rawJSON(value.toString()) : `bigint:${value}`,
  isValid: (value) => typeof value === 'bigint', compare: (a, b) => (a < b ? -1 : a > b ? 1 : 0),
});
require('readline').createInterface({ input: process.stdin }).on('line', (line) => {
  const given = JSON.parse(line);
  const type = avro.Type.forSchema(JSON.parse(given.schema), { registry: { long }, wrapUnions: true });
  const json = type.toString(type.fromBuffer(Buffer.from(given.hex, 'hex'))).replace(/"bigint:(-?\d+)"/g, '$1');
  console.log(Buffer.from(json).toString('hex'));
});
