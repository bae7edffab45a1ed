using System.Globalization;
using System.Text;
using Ms2Lab.Environments.Core;
using Ms2Lab.Labs.LabKit;
using Ms2Lab.Labs.LabKit.Connectors;
using Ms2Lab.Labs.LabKit.Readings;
using Ms2Lab.Labs.LabKit.Submissions;

namespace Ms2Lab.Labs;

/// <summary>Lab 08: the original lab's connector from a topic to Redis: an image intact, the extra key, deletion, and what a sink of bytes refuses.</summary>
public sealed class RedisSinkLab : Lab
{
    private const string RedisSink = "com.github.jcustenborder.kafka.connect.redis.RedisSinkConnector";
    private const string ImageKey = "fromKafka";
    private const string OffsetKey = "__kafka.offset.ToRedis.0";
    private const string AnswerKey = "next-offset";
    private const int Database = 1;

    // From a record in the topic to its key in Redis, or to the task's failure.
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(30);

    private static readonly KeyExpectations Image = new("Kafka2Redis", "ToRedis", Database, ImageKey);
    private static readonly KeyExpectations ImageAsText = new("image-as-text", "image_as_text", Database, "asText");
    private static readonly KeyExpectations Leaving = new("keys-that-go", "keys_that_go", Database, "leaving");
    private static readonly KeyExpectations Staying = new("keys-that-go", "keys_that_go", Database, "staying");
    private static readonly KeyExpectations ParsedJson = new("parsed-json", "parsed_json", Database, "reading");
    private static readonly KeyExpectations NoKey = new("no-key", "no_key", Database, "");

    /// <inheritdoc/>
    public override int Number => 8;

    /// <inheritdoc/>
    public override string Id => "redis-sink";

    /// <inheritdoc/>
    public override Parts Parts => Parts.Kafka | Parts.Connect | Parts.Redis;

    /// <inheritdoc/>
    public override IReadOnlyList<LabStep> Steps { get; } =
    [
        Step("image", Image, [(ImageKey, LabImage.Bytes.ToArray())],
            new() { Id = "length", Title = "Key fromKafka of database 1 is as long as the image", Limit = Limit, Verify = Image.Value($"{LabImage.Length} bytes", v => v?.Length == LabImage.Length, "Read key and value as what they are: text and bytes.") },
            new() { Id = "bytes", Title = "Its SHA-256 is the image's", Points = 2, Needs = ["length"], Verify = Image.Value($"SHA-256 {LabImage.Sha256}", v => v is not null && LabImage.Hash(v) == LabImage.Sha256, "Use the ByteArrayConverter for the value.") }),
        new()
        {
            Id = "extra-key",
            DependsOn = ["image"],
            Artifacts = [new($"script with redis-cli -n 0 set {AnswerKey} …", s => RedisCliScripts.Excerpt(s, $@"^set\s+{AnswerKey}\b", $"redis-cli -n 0 set {AnswerKey} …"))],
            Action = (lab, ct) => RedisCliSession.RunAsync(lab, RedisCliScripts.Find(lab.Submission, $@"^set\s+{AnswerKey}\b", $"redis-cli -n 0 set {AnswerKey} …"), ct),
            Checks =
            [
                new() { Id = "next-offset", Title = "Key next-offset of database 0 holds the offset that the connector keeps in Redis", Points = 2, Limit = Limit, Verify = OffsetAsync },
            ],
            Resources = new() { RedisKeys = [(0, AnswerKey)] },
        },
        Step("image-as-text", ImageAsText, [("asText", LabImage.Bytes.ToArray())],
            new Check { Id = "damaged", Title = "The image is there, and is damaged", Limit = Limit, Verify = ImageAsText.Value("a value that is not the image", v => v is not null && LabImage.Hash(v) != LabImage.Sha256, "Read the value as text: StringConverter.") }),
        Step("keys-that-go", Leaving, [("leaving", "1"u8.ToArray()), ("staying", "1"u8.ToArray())],
            new() { Id = "keys", Title = "Both keys are there", Limit = Limit, Verify = Staying.Value("\"1\"", v => v is [(byte)'1'], "Read key and value as text.") },
            new()
            {
                Id = "deleted", Title = "A record without a value deletes its key, and only that", Points = 2, Needs = ["keys"], Limit = Limit,
                Stimulus = (lab, ct) => SendUpToAsync(lab, Leaving.Topic, [("leaving", "1"u8.ToArray()), ("staying", "1"u8.ToArray()), ("leaving", null)], ct),
                Verify = Leaving.Gone("Let records without a value pass."),
            }),
        Step("parsed-json", ParsedJson, [("reading", """{"temperature":51.3}"""u8.ToArray())],
            new Check { Id = "refused", Title = "The task is FAILED: a parsed object is neither text nor bytes", Points = 2, Limit = Limit, Verify = ParsedJson.TaskFails("The value for the record must be String or Bytes.", "Let Connect parse the value: JsonConverter with \"schemas.enable\": \"false\".") }),
        Step("no-key", NoKey, [(null, "1"u8.ToArray())],
            new Check { Id = "refused", Title = "The task is FAILED: a record without a key has no place in Redis", Points = 2, Limit = Limit, Verify = NoKey.TaskFails("The key for the record cannot be null.", "Read key and value as text, and see what Connect says.") }),
    ];

    private static LabStep Step(string id, KeyExpectations expected, IReadOnlyList<(string? Key, byte[]? Value)> records, params IReadOnlyList<Check> checks) => new()
    {
        Id = id,
        ConnectorClasses = [RedisSink],
        Artifacts = [ConnectorActions.Configuration(expected.Topic)],
        Prepare = (lab, cancellation) => SendUpToAsync(lab, expected.Topic, records, cancellation),
        Action = ConnectorActions.Deploy(expected.Connector, expected.Topic),
        Checks = checks,
        Resources = new()
        {
            Connectors = [expected.Connector],
            Topics = [expected.Topic],
            RedisKeys = [.. records.Where(r => r.Key is not null).Select(r => (Database, r.Key!)), (Database, $"__kafka.offset.{expected.Topic}.0")],
        },
    };

    private static Task SendUpToAsync(LabContext lab, string topic, IReadOnlyList<(string? Key, byte[]? Value)> records, CancellationToken cancellation) =>
        MeterTopic.SendAllAsync(lab, topic, [.. records.Select(r => (r.Key is null ? null : Encoding.UTF8.GetBytes(r.Key), r.Value))], cancellation);

    private static Task<CheckResult> OffsetAsync(LabContext lab, CancellationToken cancellation)
    {
        var next = (lab.Kafka.EndOffset(Image.Topic) ?? 0).ToString(CultureInfo.InvariantCulture);
        return lab.ExpectAsync(
            $"{AnswerKey} = {next} in database 0, which is the \"offset\" of {OffsetKey} in database {Database}",
            async _ => (Kept: await TextAsync(Database, OffsetKey), Answer: await TextAsync(0, AnswerKey)),
            seen => seen.Answer == next && IsKept(seen.Kept),
            seen => $"{OffsetKey} = {seen.Kept ?? "not there"}, {AnswerKey} = {seen.Answer ?? "not there"}",
            seen => seen.Kept is null ? "Wait until the connector has committed its offsets, then look again." : $"Read {OffsetKey} in database {Database} and store its \"offset\" under {AnswerKey} in database 0.",
            cancellation,
            hopeless: seen => IsKept(seen.Kept)); // the connector has done its part, and the answer does not change by itself

        bool IsKept(string? kept) => kept?.Contains($"\"offset\":{next}", StringComparison.Ordinal) == true;

        async Task<string?> TextAsync(int database, string key) => await lab.Redis.GetAsync(database, key) is { } value ? Encoding.UTF8.GetString(value) : null;
    }
}
