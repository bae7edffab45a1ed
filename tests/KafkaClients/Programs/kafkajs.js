// The verbs of README.md with kafkajs.
'use strict';
const fs = require('fs');
const readline = require('readline');
const zlib = require('zlib');
const { Kafka, CompressionTypes, PartitionAssigners, ConfigResourceTypes, Partitioners, logLevel } = require('kafkajs');

const LIMIT = 60000;
const [bootstrap, verb, json] = process.argv.slice(2);
const a = JSON.parse(json);
const text = data => (data == null ? null : data.toString());
const emit = (event, members = {}) => process.stdout.write(JSON.stringify({ event, ...members }) + '\n');
// Kafka's number where the broker said it, else the library's own word.
const codeOf = error => {
  for (let e = error; e; e = e.cause ?? (e.originalError || (e.errors && e.errors[0]))) {
    if (typeof e.code === 'number' && e.code > 0) return e.code;
  }
  return error.name;
};
// Waits for a command, reading standard input beside the client's own work.
const heard = {};
const command = name => (heard[name] ??= new Promise(resolve => {
  commands.on('line', line => line.trim() === name && resolve());
}));
const commands = readline.createInterface({ input: process.stdin });
const kafka = new Kafka({
  brokers: bootstrap.split(','),
  logLevel: logLevel.NOTHING,
  retry: { initialRetryTime: 50, retries: a.retries ?? 20, maxRetryTime: 500 },
  ...(a.security?.username && { sasl: { mechanism: 'plain', username: a.security.username, password: a.security.password } }),
  ...(a.security?.ca && { ssl: { ca: [fs.readFileSync(a.security.ca)] } }),
});

async function withClient(client, work) {
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.disconnect();
  }
}
const producer = (options = {}) => kafka.producer({ createPartitioner: Partitioners.DefaultPartitioner, metadataMaxAge: 5000, ...options });

const verbs = {
  list: () => withClient(kafka.admin(), async admin => {
    const { brokers } = await admin.describeCluster();
    const { topics } = await admin.fetchTopicMetadata();
    emit('end', { brokers: brokers.map(b => b.nodeId).sort(), topics: Object.fromEntries(topics.map(t => [t.name, t.partitions.length])) });
  }),

  produce: () => withClient(producer({ idempotent: a.idempotent ?? false }), async client => {
    const offsets = [];
    const errors = [];
    let delivered = 0;
    const send = async messages => {
      try {
        const [{ baseOffset }] = await client.send({
          topic: a.topic, messages, acks: { all: -1, 1: 1, 0: 0 }[a.acks ?? 'all'],
          compression: a.compression === 'gzip' ? CompressionTypes.GZIP : CompressionTypes.None,
        }).then(answers => (answers.length ? answers : [{}]));
        messages.forEach((_, i) => a.records && baseOffset !== undefined && offsets.push(Number(baseOffset) + i));
        delivered += messages.length;
      } catch (e) {
        errors.push(codeOf(e));
      }
    };
    const message = r => ({ key: r.key ?? null, value: r.value ?? null, headers: r.headers, partition: a.partition ?? 0 });
    if (a.records) await send(a.records.map(message));
    for (let i = 0; i < (a.count ?? 0); i += 1000) {
      await send(Array.from({ length: Math.min(1000, a.count - i) }, (_, n) => message({ value: String(i + n).padStart(8, '0').padEnd(a.size, 'x') })));
    }
    emit('end', { delivered, offsets, errors });
  }),

  pump: () => withClient(producer({ idempotent: a.idempotent ?? false }), async client => {
    let count = 0;
    let stopped = false;
    const errors = [];
    command('stop').then(() => { stopped = true; });
    for (let sent = 0; !stopped; sent++) {
      try {
        await client.send({ topic: a.topic, messages: [{ value: String(sent) }] });
        count++;
      } catch (e) {
        errors.push(codeOf(e));
      }
      await new Promise(resolve => setTimeout(resolve, 10));
      if (sent % 10 === 0) emit('delivered', { count });
    }
    emit('end', { count, errors });
  }),

  // kafkajs reads in groups only: a group of its own, and a seek.
  async consume() {
    const place = { topic: a.topic, partition: a.partition ?? 0 };
    const ends = await withClient(kafka.admin(), async admin => {
      const end = (await admin.fetchTopicOffsets(a.topic)).find(p => p.partition === place.partition);
      const at = a.from?.timestamp && (await admin.fetchTopicOffsetsByTimestamp(a.topic, a.from.timestamp)).find(p => p.partition === place.partition);
      return { end: end.high, low: end.low, at: at?.offset };
    });
    const start = { beginning: ends.low, end: ends.end }[a.from ?? 'beginning'] ?? ends.at ?? String(a.from.offset);
    const consumer = kafka.consumer({
      groupId: `read-${process.pid}`, readUncommitted: a.isolation !== 'read_committed', maxWaitTimeInMs: a.wait ?? 500, minBytes: a.min_bytes ?? 1,
    });
    await withClient(consumer, async () => {
      const records = [];
      let count = 0;
      let crc = 0;
      let position = start;
      await consumer.subscribe({ topic: a.topic, fromBeginning: a.reset === 'earliest' });
      await new Promise((resolve, reject) => {
        const look = next => ((a.count !== undefined && count >= a.count) || (a.until_end && next >= Number(ends.end))) && resolve();
        consumer.on(consumer.events.CRASH, ({ payload }) => payload.restart || reject(payload.error));
        consumer.on(consumer.events.FETCH_START, () => emit('ready'));
        // A consumer that starts again has forgotten where it was: nothing is committed.
        consumer.on(consumer.events.GROUP_JOIN, () => consumer.seek({ ...place, offset: position }));
        // A batch without records may be one of control records, or of what was aborted: its offsets move the position all the same.
        consumer.on(consumer.events.END_BATCH_PROCESS, ({ payload }) => payload.partition === place.partition && look(Number(payload.lastOffset) + 1));
        consumer.run({
          autoCommit: false,
          eachMessage: async ({ partition, message }) => {
            if (partition !== place.partition) return;
            count++;
            position = String(Number(message.offset) + 1);
            crc = zlib.crc32(message.value ?? '', crc);
            if (count <= 1000) {
              records.push({
                offset: Number(message.offset), key: text(message.key), value: text(message.value),
                headers: Object.fromEntries(Object.entries(message.headers ?? {}).map(([name, value]) => [name, text(value)])),
              });
            }
            look(Number(message.offset) + 1);
          },
        }).catch(reject);
        consumer.seek({ ...place, offset: start });
        if (a.until_end && Number(start) >= Number(ends.end)) resolve();
        setTimeout(() => reject(new Error(`${count} records in ${LIMIT} ms`)), LIMIT).unref();
      });
      emit('end', { count, crc, records: count <= 1000 ? records : [] });
    });
  },

  group: () => withClient(kafka.consumer({ groupId: a.group, sessionTimeout: a.session, heartbeatInterval: a.heartbeat, maxWaitTimeInMs: 200, metadataMaxAge: 1000 }), async consumer => {
    await consumer.subscribe({ topics: a.topics, fromBeginning: true });
    const left = command('close');
    consumer.on(consumer.events.GROUP_JOIN, ({ payload }) => emit('assigned', {
      partitions: Object.entries(payload.memberAssignment).flatMap(([topic, partitions]) => partitions.map(p => `${topic}-${p}`)).sort(),
    }));
    await consumer.run({
      autoCommit: false,
      eachMessage: async ({ topic, partition, message, heartbeat }) => {
        emit('record', { topic, partition, offset: Number(message.offset), value: text(message.value) });
        await consumer.commitOffsets([{ topic, partition, offset: String(Number(message.offset) + 1) }]);
        await heartbeat();
      },
    });
    await left;
    await consumer.disconnect();
    emit('end');
  }),

  async transact() {
    const producers = {};
    const open = {};
    const results = [];
    const take = {
      // kafkajs asks for its producer id when its first transaction begins.
      init: async s => {
        producers[s.with] = producer({ transactionalId: s.id, idempotent: true, maxInFlightRequests: 1, transactionTimeout: a.timeout ?? 60000 });
        await producers[s.with].connect();
        open[s.with] = await producers[s.with].transaction();
      },
      begin: async s => { if (!open[s.with].isActive()) open[s.with] = await producers[s.with].transaction(); },
      send: async s => { await open[s.with].send({ topic: a.topic, messages: [{ value: s.value, partition: 0 }] }); },
      commit: s => open[s.with].commit(),
      abort: s => open[s.with].abort(),
    };
    for (const step of a.steps) {
      try {
        await take[step.do](step);
        results.push('ok');
      } catch (e) {
        results.push(codeOf(e));
      }
    }
    await Promise.all(Object.values(producers).map(p => p.disconnect()));
    emit('end', { results });
  },

  transform: () => withClient(kafka.consumer({ groupId: a.group }), async consumer => {
    const records = [];
    await consumer.subscribe({ topic: a.source, fromBeginning: true });
    await new Promise((resolve, reject) => {
      consumer.on(consumer.events.CRASH, ({ payload }) => reject(payload.error));
      consumer.run({
        autoCommit: false,
        eachMessage: async ({ partition, message }) => {
          records.push({ partition, message });
          if (records.length === a.count) resolve();
        },
      }).catch(reject);
    });
    const writer = producer({ transactionalId: a.id, idempotent: true, maxInFlightRequests: 1 });
    await writer.connect();
    const transaction = await writer.transaction();
    await transaction.send({ topic: a.target, messages: records.map(r => ({ value: text(r.message.value).toUpperCase() })) });
    const next = {};
    records.forEach(r => { next[r.partition] = Number(r.message.offset) + 1; });
    await transaction.sendOffsets({
      consumerGroupId: a.group,
      topics: [{ topic: a.source, partitions: Object.entries(next).map(([partition, offset]) => ({ partition: Number(partition), offset: String(offset) })) }],
    });
    emit('prepared');
    await command('commit');
    await transaction.commit();
    await writer.disconnect();
    emit('end');
  }),

  admin: () => withClient(kafka.admin(), async admin => {
    const results = [];
    for (const step of a.steps) {
      try {
        results.push(await adminSteps[step.op](admin, step));
      } catch (e) {
        results.push({ error: codeOf(e) });
      }
    }
    emit('end', { results });
  }),
};

const resource = step => ({ type: ConfigResourceTypes.TOPIC, name: step.topic });
const adminSteps = {
  async create(admin, s) {
    const made = await admin.createTopics({
      validateOnly: s.validate_only ?? false,
      waitForLeaders: !s.validate_only,
      topics: [{
        topic: s.topic, numPartitions: s.partitions ?? -1, replicationFactor: s.replication ?? -1,
        configEntries: Object.entries(s.config ?? {}).map(([name, value]) => ({ name, value })),
      }],
    });
    // kafkajs answers false, not an error, where the topic exists.
    return made ? 'ok' : { error: 36 };
  },
  async delete(admin, s) { await admin.deleteTopics({ topics: [s.topic] }); return 'ok'; },
  async partitions(admin, s) { await admin.createPartitions({ topicPartitions: [{ topic: s.topic, count: s.count }] }); return 'ok'; },
  'get-config': async (admin, s) => (await admin.describeConfigs({ includeSynonyms: false, resources: [resource(s)] }))
    .resources[0].configEntries.find(e => e.configName === s.key).configValue,
  'set-config': async (admin, s) => {
    await admin.alterConfigs({ validateOnly: false, resources: [{ ...resource(s), configEntries: [{ name: s.key, value: s.value }] }] });
    return 'ok';
  },
  'delete-records': async (admin, s) => {
    await admin.fetchTopicOffsets(s.topic); // loads the metadata that the next call takes for granted
    await admin.deleteTopicRecords({ topic: s.topic, partitions: [{ partition: s.partition, offset: String(s.before) }] });
    return 'ok';
  },
  groups: async admin => (await admin.listGroups()).groups.map(g => g.groupId).sort(),
  'describe-group': async (admin, s) => (await admin.describeGroups([s.group])).groups[0].state,
  'delete-group': async (admin, s) => { await admin.deleteGroups([s.group]); return 'ok'; },
  offsets: async (admin, s) => Object.fromEntries((await admin.fetchOffsets({ groupId: s.group, topics: [s.topic] }))
    .flatMap(t => t.partitions.filter(p => p.offset >= 0).map(p => [`${t.topic}-${p.partition}`, Number(p.offset)]))),
  'set-offsets': async (admin, s) => {
    await admin.setOffsets({ groupId: s.group, topic: s.topic, partitions: [{ partition: s.partition, offset: String(s.offset) }] });
    return 'ok';
  },
};

verbs[verb]().catch(e => emit('failed', { message: `${e.name}: ${e.message}`, error: codeOf(e) })).finally(() => process.stdout.write('', () => process.exit(0)));
