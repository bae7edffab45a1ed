"""The verbs of README.md with kafka-python."""
import json
import sys
import threading
import time
import zlib

from kafka import KafkaAdminClient, KafkaConsumer, KafkaProducer, TopicPartition
from kafka.admin import ConfigResource, ConfigResourceType, NewPartitions, NewTopic
from kafka.consumer.subscription_state import ConsumerRebalanceListener
from kafka.errors import BrokerResponseError, KafkaError
from kafka.structs import OffsetAndMetadata

LIMIT = 60


def emit(event, **members):
    print(json.dumps({"event": event, **members}), flush=True)


def code_of(error):
    """Kafka's number where the broker said it, else the library's own word."""
    return error.errno if isinstance(error, BrokerResponseError) and error.errno > 0 else type(error).__name__


def answered(code):
    if code:
        from kafka.errors import for_code
        raise for_code(code)()


class Commands:
    """Lines of standard input, read beside the client's own loop."""

    def __init__(self):
        self.heard = set()
        threading.Thread(target=self.read, daemon=True).start()

    def read(self):
        for line in sys.stdin:
            self.heard.add(line.strip())


class Client:
    def __init__(self, bootstrap, arguments):
        self.arguments = arguments
        self.config = {"bootstrap_servers": bootstrap.split(","), "api_version_auto_timeout_ms": 10000}
        security = arguments.get("security", {})
        if "username" in security:
            self.config.update(security_protocol="SASL_PLAINTEXT", sasl_mechanism="PLAIN",
                               sasl_plain_username=security["username"], sasl_plain_password=security["password"])
        if "ca" in security:
            self.config.update(security_protocol="SSL", ssl_cafile=security["ca"])

    def producer(self, **config):
        return KafkaProducer(**self.config, max_block_ms=self.arguments.get("timeout", LIMIT * 1000), **config)

    def consumer(self, *topics, **config):
        return KafkaConsumer(*topics, **self.config, enable_auto_commit=False, **config)

    # verbs

    def list(self):
        admin = KafkaAdminClient(**self.config)
        topics = {topic["topic"]: len(topic["partitions"]) for topic in admin.describe_topics()}
        emit("end", brokers=sorted(broker["node_id"] for broker in admin.describe_cluster()["brokers"]), topics=topics)

    def produce(self):
        a, errors, sent = self.arguments, [], []
        acks = a.get("acks", "all")
        producer = self.producer(acks=acks if acks == "all" else int(acks), compression_type=a.get("compression"), linger_ms=20,
                                 max_request_size=a.get("limit", 1000000), buffer_memory=256 << 20, retries=a.get("retries", 100))
        generated = ({"value": f"{i:08}".ljust(a["size"], "x")} for i in range(a.get("count", 0)))
        try:
            for record in a.get("records", generated):
                headers = [(name, value.encode()) for name, value in record.get("headers", {}).items()]
                sent.append(producer.send(a["topic"], bytes_of(record.get("value")), bytes_of(record.get("key")), headers, a.get("partition")))
        except KafkaError as e:
            errors.append(code_of(e))
        producer.flush(LIMIT)
        errors += [code_of(future.exception) for future in sent if future.failed()]
        offsets = [future.value.offset for future in sent if future.succeeded()]
        emit("end", delivered=len(offsets), offsets=offsets if "records" in a else [], errors=errors)

    def pump(self):
        a, commands, sent = self.arguments, Commands(), []
        producer = self.producer(acks="all", retries=1000, retry_backoff_ms=50, metadata_max_age_ms=5000, max_in_flight_requests_per_connection=1)
        while "stop" not in commands.heard:
            sent.append(producer.send(a["topic"], str(len(sent)).encode()))
            time.sleep(0.01)
            if len(sent) % 10 == 0:
                emit("delivered", count=sum(future.succeeded() for future in sent))
        producer.flush(LIMIT)
        emit("end", count=sum(future.succeeded() for future in sent), errors=[code_of(future.exception) for future in sent if future.failed()])

    def consume(self):
        a, records, crc, count = self.arguments, [], 0, 0
        wait = a.get("wait", 500)
        consumer = self.consumer(auto_offset_reset=a.get("reset", "none"), fetch_max_wait_ms=wait, fetch_min_bytes=a.get("min_bytes", 1), request_timeout_ms=wait + 60000,
                                 connections_max_idle_ms=wait + 120000)
        place = TopicPartition(a["topic"], a.get("partition", 0))
        consumer.assign([place])
        self.seek(consumer, place)
        emit("ready")
        end = consumer.end_offsets([place])[place] if a.get("until_end") else None
        deadline = time.monotonic() + LIMIT
        while count < a.get("count", sys.maxsize) and (end is None or consumer.position(place) < end):
            for batch in consumer.poll(timeout_ms=1000).values():
                for message in batch:
                    count += 1
                    crc = zlib.crc32(message.value or b"", crc)
                    if count <= 1000:
                        records.append({"offset": message.offset, "key": text(message.key), "value": text(message.value),
                                        "headers": {name: text(value) for name, value in message.headers}})
            if time.monotonic() > deadline:
                raise TimeoutError(f"{count} records in {LIMIT} s")
        consumer.close()
        emit("end", count=count, crc=crc, records=records if count <= 1000 else [])

    def seek(self, consumer, place):
        start = self.arguments.get("from", "beginning")
        if start == "beginning":
            consumer.seek_to_beginning(place)
        elif start == "end":
            consumer.seek_to_end(place)
        elif "timestamp" in start:
            consumer.seek(place, consumer.offsets_for_times({place: start["timestamp"]})[place].offset)
        else:
            consumer.seek(place, start["offset"])
            return
        consumer.position(place)

    def group(self):
        a, commands = self.arguments, Commands()

        class Listener(ConsumerRebalanceListener):
            def on_partitions_revoked(self, revoked):
                pass

            def on_partitions_assigned(self, assigned):
                emit("assigned", partitions=sorted(f"{p.topic}-{p.partition}" for p in assigned))

        consumer = self.consumer(group_id=a["group"], auto_offset_reset="earliest", session_timeout_ms=a["session"], heartbeat_interval_ms=a["heartbeat"])
        consumer.subscribe(a["topics"], listener=Listener())
        while "close" not in commands.heard:
            for place, batch in consumer.poll(timeout_ms=50).items():
                for message in batch:
                    emit("record", topic=message.topic, partition=message.partition, offset=message.offset, value=text(message.value))
                try:
                    consumer.commit({place: OffsetAndMetadata(batch[-1].offset + 1, "")})
                except KafkaError as e:
                    emit("refused", error=code_of(e))
        consumer.close(autocommit=False)
        emit("end")

    def admin(self):
        results, admin = [], KafkaAdminClient(**self.config)
        for step in self.arguments["steps"]:
            try:
                results.append(getattr(self, "admin_" + step["op"].replace("-", "_"))(admin, step))
            except KafkaError as e:
                results.append({"error": code_of(e)})
        emit("end", results=results)

    # steps of the verb admin

    def admin_create(self, admin, step):
        admin.create_topics([NewTopic(step["topic"], step.get("partitions", -1), step.get("replication", -1), topic_configs=step.get("config", {}))],
                            validate_only=step.get("validate_only", False))
        return "ok"

    def admin_delete(self, admin, step):
        admin.delete_topics([step["topic"]])
        return "ok"

    def admin_partitions(self, admin, step):
        admin.create_partitions({step["topic"]: NewPartitions(step["count"])})
        return "ok"

    def admin_get_config(self, admin, step):
        (answer,) = admin.describe_configs([ConfigResource(ConfigResourceType.TOPIC, step["topic"])])
        resource = answer.resources[0]
        answered(resource[0])
        return next(entry[1] for entry in resource[4] if entry[0] == step["key"])

    def admin_set_config(self, admin, step):
        answer = admin.alter_configs([ConfigResource(ConfigResourceType.TOPIC, step["topic"], {step["key"]: step["value"]})])
        answered(answer.resources[0][0])
        return "ok"

    def admin_groups(self, admin, _):
        return sorted(name for name, _ in admin.list_consumer_groups())

    def admin_describe_group(self, admin, step):
        return admin.describe_consumer_groups([step["group"]])[0].state

    def admin_offsets(self, admin, step):
        return {f"{place.topic}-{place.partition}": offset.offset for place, offset in admin.list_consumer_group_offsets(step["group"]).items()}

    def admin_set_offsets(self, _, step):
        place = TopicPartition(step["topic"], step["partition"])
        consumer = self.consumer(group_id=step["group"])
        consumer.assign([place])
        consumer.commit({place: OffsetAndMetadata(step["offset"], "")})
        consumer.close(autocommit=False)
        return "ok"

    def admin_delete_group(self, admin, step):
        ((_, error),) = admin.delete_consumer_groups([step["group"]])
        if error is not KafkaError and error.errno:
            raise error()
        return "ok"


def text(data):
    return None if data is None else data.decode()


def bytes_of(value):
    return None if value is None else value.encode()


def main():
    bootstrap, verb, arguments = sys.argv[1:4]
    try:
        getattr(Client(bootstrap, json.loads(arguments)), verb)()
    except (KafkaError, TimeoutError) as e:
        emit("failed", message=f"{type(e).__name__} {e}", error=code_of(e))


main()
