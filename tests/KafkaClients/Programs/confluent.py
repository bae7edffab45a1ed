"""The verbs of README.md with confluent-kafka for Python (librdkafka)."""
import json
import sys
import threading
import time
import zlib

from confluent_kafka import Consumer, KafkaError, KafkaException, Producer, TopicPartition
from confluent_kafka.admin import AdminClient, ConfigResource, NewPartitions, NewTopic

LIMIT = 60
OFFSETS = {"beginning": -2, "end": -1}


def emit(event, **members):
    print(json.dumps({"event": event, **members}), flush=True)


def code_of(error):
    """Kafka's number where the broker said it, else the library's own word."""
    error = error.args[0] if isinstance(error, KafkaException) else error
    return error.code() if error.code() > 0 else error.name()


class Commands:
    """Lines of standard input, read beside the client's own loop."""

    def __init__(self):
        self.heard = set()
        self.changed = threading.Condition()
        threading.Thread(target=self.read, daemon=True).start()

    def read(self):
        for line in sys.stdin:
            with self.changed:
                self.heard.add(line.strip())
                self.changed.notify_all()

    def wait(self, command):
        with self.changed:
            self.changed.wait_for(lambda: command in self.heard, LIMIT)


class Client:
    def __init__(self, bootstrap, arguments):
        self.arguments = arguments
        self.config = {"bootstrap.servers": bootstrap}
        security = arguments.get("security", {})
        if "username" in security:
            self.config.update({"security.protocol": "SASL_PLAINTEXT", "sasl.mechanism": "PLAIN",
                                "sasl.username": security["username"], "sasl.password": security["password"]})
        if "ca" in security:
            self.config.update({"security.protocol": "SSL", "ssl.ca.location": security["ca"]})

    def producer(self, **config):
        return Producer({**self.config, "message.timeout.ms": LIMIT * 1000, **config})

    def consumer(self, **config):
        return Consumer({**self.config, "group.id": "unused", "enable.auto.commit": False, "auto.offset.reset": "error", **config})

    # verbs

    def list(self):
        seen = AdminClient(self.config).list_topics(timeout=10)
        emit("end", brokers=sorted(seen.brokers), topics={name: len(topic.partitions) for name, topic in seen.topics.items()})

    def produce(self):
        a, offsets, errors, delivered = self.arguments, [], [], [0]
        producer = self.producer(**{
            "acks": a.get("acks", "all"), "compression.type": a.get("compression", "none"), "enable.idempotence": a.get("idempotent", False),
            "message.max.bytes": a.get("limit", 1000000), "linger.ms": 20, "queue.buffering.max.messages": 1000000, "message.timeout.ms": a.get("timeout", LIMIT * 1000)})

        def report(error, message):
            if error:
                errors.append(code_of(error))
            else:
                delivered[0] += 1
                if "records" in a:
                    offsets.append(message.offset())

        generated = ({"value": f"{i:08}".ljust(a["size"], "x")} for i in range(a.get("count", 0)))
        for record in a.get("records", generated):
            place = {"partition": a["partition"]} if "partition" in a else {}
            producer.produce(a["topic"], record.get("value"), record.get("key"), headers=record.get("headers"), on_delivery=report, **place)
            producer.poll(0)
        producer.flush(LIMIT)
        emit("end", delivered=delivered[0], offsets=offsets, errors=errors)

    def pump(self):
        a, commands, errors, delivered, sent = self.arguments, Commands(), [], [0], 0
        producer = self.producer(**{"enable.idempotence": a.get("idempotent", False), "linger.ms": 0})

        def report(error, _):
            if error:
                errors.append(code_of(error))
            else:
                delivered[0] += 1

        while "stop" not in commands.heard:
            producer.produce(a["topic"], str(sent), on_delivery=report)
            sent += 1
            producer.poll(0.01)
            if sent % 10 == 0:
                emit("delivered", count=delivered[0])
        producer.flush(LIMIT)
        emit("end", count=delivered[0], errors=errors)

    def consume(self):
        a, records, crc, count = self.arguments, [], 0, 0
        consumer = self.consumer(**{
            "enable.partition.eof": True, "isolation.level": a.get("isolation", "read_uncommitted"), "auto.offset.reset": a.get("reset", "error"),
            "fetch.wait.max.ms": a.get("wait", 500), "fetch.min.bytes": a.get("min_bytes", 1), "socket.timeout.ms": 60000})
        place = TopicPartition(a["topic"], a.get("partition", 0), self.start(consumer))
        consumer.assign([place])
        emit("ready")
        while count < a.get("count", sys.maxsize):
            message = consumer.poll(LIMIT)
            if message is None:
                raise TimeoutError(f"nothing came for {LIMIT} s after {count} records")
            if message.error():
                if message.error().code() != KafkaError._PARTITION_EOF:
                    raise KafkaException(message.error())
                if a.get("until_end"):
                    break
                continue
            count += 1
            crc = zlib.crc32(message.value() or b"", crc)
            if count <= 1000:
                records.append({"offset": message.offset(), "key": text(message.key()), "value": text(message.value()),
                                "headers": {name: text(value) for name, value in message.headers() or []}})
        consumer.close()
        emit("end", count=count, crc=crc, records=records if count <= 1000 else [])

    def start(self, consumer):
        a = self.arguments
        start = a.get("from", "beginning")
        place = TopicPartition(a["topic"], a.get("partition", 0))
        if start == "end":
            # The end of now, so that "ready" means something.
            return consumer.get_watermark_offsets(place, timeout=10)[1]
        if "timestamp" in start:
            place.offset = start["timestamp"]
            return consumer.offsets_for_times([place], timeout=10)[0].offset
        return start["offset"] if "offset" in start else OFFSETS[start]

    def group(self):
        a, commands = self.arguments, Commands()
        config = {"group.id": a["group"], "auto.offset.reset": "earliest", "session.timeout.ms": a["session"], "heartbeat.interval.ms": a["heartbeat"],
                  "partition.assignment.strategy": a.get("protocol", "range"), "topic.metadata.refresh.interval.ms": 1000}
        if "instance" in a:
            config["group.instance.id"] = a["instance"]
        consumer = self.consumer(**config)
        cooperative = a.get("protocol") == "cooperative-sticky"
        owned = set()

        def show():
            emit("assigned", partitions=sorted(f"{p[0]}-{p[1]}" for p in owned))

        def assigned(_, partitions):
            consumer.incremental_assign(partitions) if cooperative else consumer.assign(partitions)
            owned.update((p.topic, p.partition) for p in partitions)
            show()

        def revoked(_, partitions):
            consumer.incremental_unassign(partitions) if cooperative else consumer.unassign()
            owned.difference_update((p.topic, p.partition) for p in partitions)
            if cooperative:
                show()

        consumer.subscribe(a["topics"], on_assign=assigned, on_revoke=revoked)
        while "close" not in commands.heard:
            message = consumer.poll(0.05)
            if message is None:
                continue
            if message.error():
                raise KafkaException(message.error())
            emit("record", topic=message.topic(), partition=message.partition(), offset=message.offset(), value=text(message.value()))
            try:
                consumer.commit(message=message, asynchronous=False)
            except KafkaException as e:
                emit("refused", error=code_of(e))
        consumer.close()
        emit("end")

    def transact(self):
        a, producers, results = self.arguments, {}, []

        def take(step):
            with_whom = producers.get(step["with"])
            if step["do"] == "init":
                producers[step["with"]] = made = self.producer(**{
                    "transactional.id": step["id"], "transaction.timeout.ms": a.get("timeout", 60000), "message.timeout.ms": a.get("timeout", 60000)})
                made.init_transactions(LIMIT)
            elif step["do"] == "begin":
                with_whom.begin_transaction()
            elif step["do"] == "send":
                failed = []
                with_whom.produce(a["topic"], step["value"], partition=0, on_delivery=lambda error, _: failed.append(error) if error else None)
                with_whom.flush(LIMIT)
                if failed:
                    raise KafkaException(failed[0])
            elif step["do"] == "commit":
                with_whom.commit_transaction(LIMIT)
            elif step["do"] == "abort":
                with_whom.abort_transaction(LIMIT)

        for step in a["steps"]:
            try:
                take(step)
                results.append("ok")
            except KafkaException as e:
                results.append(code_of(e))
        emit("end", results=results)

    def transform(self):
        a, commands, records = self.arguments, Commands(), []
        consumer = self.consumer(**{"group.id": a["group"], "auto.offset.reset": "earliest", "isolation.level": "read_committed"})
        consumer.subscribe([a["source"]])
        while len(records) < a["count"]:
            message = consumer.poll(LIMIT)
            if message is None or message.error():
                raise TimeoutError(f"{len(records)} of {a['count']} records, then {message and message.error()}")
            records.append(message)
        producer = self.producer(**{"transactional.id": a["id"]})
        producer.init_transactions(LIMIT)
        producer.begin_transaction()
        for message in records:
            producer.produce(a["target"], text(message.value()).upper())
        producer.send_offsets_to_transaction(consumer.position(consumer.assignment()), consumer.consumer_group_metadata(), LIMIT)
        producer.flush(LIMIT)
        emit("prepared")
        commands.wait("commit")
        producer.commit_transaction(LIMIT)
        consumer.close()
        emit("end")

    def admin(self):
        results, admin = [], AdminClient(self.config)
        for step in self.arguments["steps"]:
            try:
                results.append(getattr(self, "admin_" + step["op"].replace("-", "_"))(admin, step))
            except KafkaException as e:
                results.append({"error": code_of(e)})
        emit("end", results=results)

    # steps of the verb admin

    def admin_create(self, admin, step):
        topic = NewTopic(step["topic"], step.get("partitions", -1), step.get("replication", -1), config=step.get("config", {}))
        admin.create_topics([topic], validate_only=step.get("validate_only", False))[step["topic"]].result(LIMIT)
        return "ok"

    def admin_delete(self, admin, step):
        admin.delete_topics([step["topic"]])[step["topic"]].result(LIMIT)
        return "ok"

    def admin_partitions(self, admin, step):
        admin.create_partitions([NewPartitions(step["topic"], step["count"])])[step["topic"]].result(LIMIT)
        return "ok"

    def admin_get_config(self, admin, step):
        resource = ConfigResource("topic", step["topic"])
        return admin.describe_configs([resource])[resource].result(LIMIT)[step["key"]].value

    def admin_set_config(self, admin, step):
        resource = ConfigResource("topic", step["topic"], set_config={step["key"]: step["value"]})
        admin.alter_configs([resource])[resource].result(LIMIT)
        return "ok"

    def admin_groups(self, admin, _):
        return sorted(group.id for group in admin.list_groups(timeout=LIMIT))

    def admin_describe_group(self, admin, step):
        return admin.list_groups(step["group"], timeout=LIMIT)[0].state

    def admin_offsets(self, _, step):
        consumer = self.consumer(**{"group.id": step["group"]})
        places = [TopicPartition(step["topic"], partition) for partition in range(step["partitions"])]
        return {f"{p.topic}-{p.partition}": p.offset for p in consumer.committed(places, LIMIT) if p.offset >= 0}

    def admin_set_offsets(self, _, step):
        consumer = self.consumer(**{"group.id": step["group"]})
        consumer.commit(offsets=[TopicPartition(step["topic"], step["partition"], step["offset"])], asynchronous=False)
        return "ok"


def text(data):
    return None if data is None else data.decode()


def main():
    bootstrap, verb, arguments = sys.argv[1:4]
    try:
        getattr(Client(bootstrap, json.loads(arguments)), verb)()
    except (KafkaException, TimeoutError) as e:
        emit("failed", message=str(e), **({"error": code_of(e)} if isinstance(e, KafkaException) else {}))


main()
