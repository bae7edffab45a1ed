// Reads lines of {"schema", "hex"}, decodes each message "lab.random.M" with protobufjs and writes its own encoding of it, in hex.
const protobuf = require('protobufjs');
require('readline').createInterface({ input: process.stdin }).on('line', (line) => {
  const given = JSON.parse(line);
  const type = protobuf.parse(given.schema, { keepCase: true }).root.lookupType('lab.random.M');
  console.log(Buffer.from(type.encode(type.decode(Buffer.from(given.hex, 'hex'))).finish()).toString('hex'));
});
