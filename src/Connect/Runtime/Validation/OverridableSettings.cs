using Ms2Lab.Connect.Api;

namespace Ms2Lab.Connect.Runtime.Validation;

/// <summary>
/// The settings of Kafka's producer, consumer and admin client that connectors override: name, type and default as in Kafka 4.3.
/// Validation of overrides only parses their types, so validators are not needed.
/// </summary>
internal static class OverridableSettings
{
    private const string Documentation = "A setting of the Kafka client.";

    private const string Security = """
        security.protocol STRING M PLAINTEXT
        security.providers STRING L
        sasl.mechanism STRING M GSSAPI
        sasl.jaas.config PASSWORD M
        sasl.kerberos.service.name STRING M
        sasl.client.callback.handler.class CLASS M
        sasl.login.callback.handler.class CLASS M
        sasl.login.class CLASS M
        sasl.oauthbearer.token.endpoint.url STRING M
        sasl.oauthbearer.scope.claim.name STRING L scope
        sasl.oauthbearer.sub.claim.name STRING L sub
        ssl.protocol STRING M TLSv1.3
        ssl.provider STRING M
        ssl.cipher.suites LIST L
        ssl.enabled.protocols LIST M TLSv1.2,TLSv1.3
        ssl.truststore.type STRING M JKS
        ssl.truststore.location STRING H
        ssl.truststore.password PASSWORD H
        ssl.truststore.certificates PASSWORD H
        ssl.keystore.type STRING M JKS
        ssl.keystore.location STRING H
        ssl.keystore.password PASSWORD H
        ssl.keystore.key PASSWORD H
        ssl.keystore.certificate.chain PASSWORD H
        ssl.key.password PASSWORD H
        ssl.endpoint.identification.algorithm STRING L https
        bootstrap.servers LIST H
        client.id STRING M ""
        client.dns.lookup STRING M use_all_dns_ips
        metadata.max.age.ms LONG L 300000
        send.buffer.bytes INT M 131072
        reconnect.backoff.ms LONG L 50
        reconnect.backoff.max.ms LONG L 1000
        retry.backoff.ms LONG L 100
        retry.backoff.max.ms LONG L 1000
        request.timeout.ms INT M 30000
        connections.max.idle.ms LONG M 540000
        socket.connection.setup.timeout.ms LONG M 10000
        socket.connection.setup.timeout.max.ms LONG M 30000
        metric.reporters LIST L
        metrics.num.samples INT L 2
        metrics.recording.level STRING L INFO
        metrics.sample.window.ms LONG L 30000
        enable.metrics.push BOOLEAN L true

        """;

    /// <summary>Settings of producers.</summary>
    public static ConfigDef Producer { get; } = Parse(Security + """
        buffer.memory LONG H 33554432
        retries INT H 2147483647
        acks STRING L all
        compression.type STRING H none
        batch.size INT M 16384
        linger.ms LONG M 5
        delivery.timeout.ms INT M 120000
        max.request.size INT M 1048576
        receive.buffer.bytes INT M 32768
        max.block.ms LONG M 60000
        max.in.flight.requests.per.connection INT L 5
        metadata.max.idle.ms LONG L 300000
        enable.idempotence BOOLEAN L true
        transaction.timeout.ms INT L 60000
        transactional.id STRING L
        key.serializer CLASS H
        value.serializer CLASS H
        partitioner.class CLASS M
        partitioner.ignore.keys BOOLEAN M false
        interceptor.classes LIST L ""
        """);

    /// <summary>Settings of consumers.</summary>
    public static ConfigDef Consumer { get; } = Parse(Security + """
        group.id STRING H
        group.instance.id STRING M
        group.protocol STRING H classic
        session.timeout.ms INT H 45000
        heartbeat.interval.ms INT H 3000
        partition.assignment.strategy LIST M class org.apache.kafka.clients.consumer.RangeAssignor,class org.apache.kafka.clients.consumer.CooperativeStickyAssignor
        enable.auto.commit BOOLEAN M true
        auto.commit.interval.ms INT L 5000
        auto.offset.reset STRING M latest
        fetch.min.bytes INT H 1
        fetch.max.bytes INT M 52428800
        fetch.max.wait.ms INT L 500
        max.partition.fetch.bytes INT H 1048576
        max.poll.records INT M 500
        max.poll.interval.ms INT M 300000
        receive.buffer.bytes INT M 65536
        check.crcs BOOLEAN L true
        default.api.timeout.ms INT M 60000
        exclude.internal.topics BOOLEAN M true
        isolation.level STRING M read_uncommitted
        allow.auto.create.topics BOOLEAN M true
        client.rack STRING L ""
        key.deserializer CLASS H
        value.deserializer CLASS H
        interceptor.classes LIST L ""
        """);

    /// <summary>Settings of admin clients.</summary>
    public static ConfigDef Admin { get; } = Parse(Security + """
        retries INT L 2147483647
        receive.buffer.bytes INT M 65536
        default.api.timeout.ms INT M 60000
        bootstrap.controllers LIST H
        """);

    private static ConfigDef Parse(string lines)
    {
        var settings = new ConfigDef();
        foreach (var line in lines.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            var parts = line.Split(' ', 4);
            var importance = parts[2] switch
            {
                "H" => Importance.High,
                "M" => Importance.Medium,
                _ => Importance.Low,
            };
            settings.Define(parts[0], Enum.Parse<ConfigDefType>(parts[1], ignoreCase: true), parts.Length > 3 ? parts[3].Trim('"') : null, importance, Documentation);
        }
        return settings;
    }
}
