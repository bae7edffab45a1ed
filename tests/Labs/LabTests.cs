namespace Ms2Lab.Labs.Tests;

public static class Lab_02_mysql
{
    public sealed class Embedded(LabSession<MySqlLab, OnEmbedded> session) : LabSteps<MySqlLab, OnEmbedded>(session);

    public sealed class Containers(LabSession<MySqlLab, OnContainers> session) : LabSteps<MySqlLab, OnContainers>(session);

    public sealed class External(LabSession<MySqlLab, OnExternal> session) : LabSteps<MySqlLab, OnExternal>(session);
}

public static class Lab_03_redis
{
    public sealed class Embedded(LabSession<RedisLab, OnEmbedded> session) : LabSteps<RedisLab, OnEmbedded>(session);

    public sealed class Containers(LabSession<RedisLab, OnContainers> session) : LabSteps<RedisLab, OnContainers>(session);

    public sealed class External(LabSession<RedisLab, OnExternal> session) : LabSteps<RedisLab, OnExternal>(session);
}

public static class Lab_04_mysql_sink
{
    public sealed class Embedded(LabSession<MySqlSinkLab, OnEmbedded> session) : LabSteps<MySqlSinkLab, OnEmbedded>(session);

    public sealed class Containers(LabSession<MySqlSinkLab, OnContainers> session) : LabSteps<MySqlSinkLab, OnContainers>(session);

    public sealed class External(LabSession<MySqlSinkLab, OnExternal> session) : LabSteps<MySqlSinkLab, OnExternal>(session);
}

public static class Lab_05_insert_versus_upsert
{
    public sealed class Embedded(LabSession<InsertVersusUpsertLab, OnEmbedded> session) : LabSteps<InsertVersusUpsertLab, OnEmbedded>(session);

    public sealed class Containers(LabSession<InsertVersusUpsertLab, OnContainers> session) : LabSteps<InsertVersusUpsertLab, OnContainers>(session);

    public sealed class External(LabSession<InsertVersusUpsertLab, OnExternal> session) : LabSteps<InsertVersusUpsertLab, OnExternal>(session);
}

public static class Lab_06_serializers
{
    public sealed class Embedded(LabSession<SerializersLab, OnEmbedded> session) : LabSteps<SerializersLab, OnEmbedded>(session);

    public sealed class Containers(LabSession<SerializersLab, OnContainers> session) : LabSteps<SerializersLab, OnContainers>(session);

    public sealed class External(LabSession<SerializersLab, OnExternal> session) : LabSteps<SerializersLab, OnExternal>(session);
}

public static class Lab_07_mysql_source
{
    public sealed class Embedded(LabSession<MySqlSourceLab, OnEmbedded> session) : LabSteps<MySqlSourceLab, OnEmbedded>(session);

    public sealed class Containers(LabSession<MySqlSourceLab, OnContainers> session) : LabSteps<MySqlSourceLab, OnContainers>(session);

    public sealed class External(LabSession<MySqlSourceLab, OnExternal> session) : LabSteps<MySqlSourceLab, OnExternal>(session);
}

public static class Lab_08_redis_sink
{
    public sealed class Embedded(LabSession<RedisSinkLab, OnEmbedded> session) : LabSteps<RedisSinkLab, OnEmbedded>(session);

    public sealed class Containers(LabSession<RedisSinkLab, OnContainers> session) : LabSteps<RedisSinkLab, OnContainers>(session);

    public sealed class External(LabSession<RedisSinkLab, OnExternal> session) : LabSteps<RedisSinkLab, OnExternal>(session);
}

public static class Lab_09_availability
{
    public sealed class Embedded(LabSession<AvailabilityLab, OnEmbedded> session) : LabSteps<AvailabilityLab, OnEmbedded>(session);

    public sealed class Containers(LabSession<AvailabilityLab, OnContainers> session) : LabSteps<AvailabilityLab, OnContainers>(session);

    public sealed class External(LabSession<AvailabilityLab, OnExternal> session) : LabSteps<AvailabilityLab, OnExternal>(session);
}

public static class Lab_10_why_connectors
{
    public sealed class Embedded(LabSession<WhyConnectorsLab, OnEmbedded> session) : LabSteps<WhyConnectorsLab, OnEmbedded>(session);

    public sealed class Containers(LabSession<WhyConnectorsLab, OnContainers> session) : LabSteps<WhyConnectorsLab, OnContainers>(session);

    public sealed class External(LabSession<WhyConnectorsLab, OnExternal> session) : LabSteps<WhyConnectorsLab, OnExternal>(session);
}
