using System.Globalization;
using System.Text;
using Ms2Lab.Environments.Core;
using Ms2Lab.Labs.LabKit;
using Ms2Lab.Labs.LabKit.Readings;
using Ms2Lab.Labs.LabKit.Submissions;

namespace Ms2Lab.Labs;

/// <summary>Lab 03: keys, databases and an image that comes back byte for byte, in Redis.</summary>
public sealed class RedisLab : Lab
{
    private const int LastDatabase = 15;
    private const string ImageKey = "OntarioTech";
    private const string CountKey = "databases";

    /// <inheritdoc/>
    public override int Number => 3;

    /// <inheritdoc/>
    public override string Id => "redis";

    /// <inheritdoc/>
    public override Parts Parts => Parts.Redis;

    /// <inheritdoc/>
    public override IReadOnlyList<LabStep> Steps { get; } =
    [
        new()
        {
            Id = "set",
            Artifacts = [Script(@"^set\s+var\b", "redis-cli set var …")],
            Action = Run(@"^set\s+var\b", "redis-cli set var …"),
            Checks = [new() { Id = "var", Title = "Key var of database 0 holds 100", Verify = (lab, ct) => HoldsAsync(lab, 0, "var", "100", "Store it: redis-cli -n 0 set var 100.", ct) }],
            Resources = new() { RedisKeys = [(0, "var")] },
        },
        new()
        {
            Id = "databases",
            Artifacts = [Script($@"^set\s+{CountKey}\b", $"redis-cli -n … set {CountKey} …")],
            Action = Run($@"^set\s+{CountKey}\b", $"redis-cli -n … set {CountKey} …"),
            Checks = [new() { Id = "last", Title = "The last database holds the number of databases", Verify = CountAsync }],
            Resources = new() { RedisKeys = [(LastDatabase, CountKey)] },
        },
        new()
        {
            Id = "delete",
            DependsOn = ["set"],
            Artifacts = [Script(@"^del\s+var\b", "redis-cli del var")],
            Action = Run(@"^del\s+var\b", "redis-cli del var"),
            Checks = [new() { Id = "gone", Title = "Key var is gone", Verify = GoneAsync }],
        },
        new()
        {
            Id = "send-image",
            Artifacts = [Script($@"^set\s+{ImageKey}\b", $"redis-cli -x set {ImageKey} < {LabImage.FileName}")],
            Prepare = (lab, cancellation) => LabImage.WriteAsync(lab.Workspace, cancellation),
            Action = Run($@"^set\s+{ImageKey}\b", $"redis-cli -x set {ImageKey} < {LabImage.FileName}"),
            Checks =
            [
                new() { Id = "length", Title = "Key OntarioTech of database 0 is as long as the image", Verify = ImageLengthAsync },
                new() { Id = "bytes", Title = "Its SHA-256 is the image's", Points = 2, Needs = ["length"], Verify = ImageBytesAsync },
            ],
            Resources = new() { RedisKeys = [(0, ImageKey)], Files = [LabImage.FileName] },
        },
        new()
        {
            Id = "receive-image",
            DependsOn = ["send-image"],
            Artifacts = [new("the received image, or a script that receives it", s => RedisCliScripts.Excerpt(s, $@"^get\s+{ImageKey}\b", $"redis-cli get {ImageKey} > received.jpg"))],
            Action = ReceiveAsync,
            Checks =
            [
                new() { Id = "file", Title = "A file received.jpg is there", Verify = ReceivedAsync },
                new() { Id = "identical", Title = "Its SHA-256 is the image's", Points = 2, Needs = ["file"], Verify = IdenticalAsync },
            ],
            Resources = new() { Files = [.. ReceivedImage.Names] },
        },
    ];

    private static Artifact Script(string pattern, string about) => new($"script with {about}", submission => RedisCliScripts.Excerpt(submission, pattern, about));

    private static Func<LabContext, CancellationToken, Task> Run(string pattern, string about) =>
        (lab, cancellation) => RedisCliSession.RunAsync(lab, RedisCliScripts.Find(lab.Submission, pattern, about), cancellation);

    private static Task ReceiveAsync(LabContext lab, CancellationToken cancellation) =>
        ReceivedImage.Find(lab) is not null ? Task.CompletedTask : Run($@"^get\s+{ImageKey}\b", $"redis-cli get {ImageKey} > received.jpg")(lab, cancellation);

    private static Task<CheckResult> HoldsAsync(LabContext lab, int database, string key, string value, string next, CancellationToken cancellation) => lab.ExpectAsync(
        $"{key} = {value} in database {database}",
        _ => lab.Redis.GetAsync(database, key),
        seen => seen is not null && Encoding.UTF8.GetString(seen) == value,
        seen => seen is null ? $"no key {key} in database {database}" : $"{key} = {Short(seen)} in database {database}",
        _ => next,
        cancellation);

    private static async Task<CheckResult> CountAsync(LabContext lab, CancellationToken cancellation)
    {
        var count = (await lab.Redis.DatabaseCountAsync()).ToString(CultureInfo.InvariantCulture);
        return await HoldsAsync(lab, LastDatabase, CountKey, count, $"Go to the last database (the numbers begin at 0) and store how many there are under {CountKey}.", cancellation);
    }

    private static Task<CheckResult> GoneAsync(LabContext lab, CancellationToken cancellation) => lab.ExpectAsync(
        "no key var in database 0", _ => lab.Redis.GetAsync(0, "var"), seen => seen is null, seen => seen is null ? "no key var" : $"var = {Short(seen)}",
        _ => "Delete it: redis-cli -n 0 del var.", cancellation);

    private static Task<CheckResult> ImageLengthAsync(LabContext lab, CancellationToken cancellation) => lab.ExpectAsync(
        $"{LabImage.Length} bytes under {ImageKey} in database 0", _ => lab.Redis.GetAsync(0, ImageKey), seen => seen?.Length == LabImage.Length, DescribeBytes,
        _ => $"Store the file's bytes as they are: redis-cli -n 0 -x set {ImageKey} < {LabImage.FileName}.", cancellation);

    private static Task<CheckResult> ImageBytesAsync(LabContext lab, CancellationToken cancellation) => lab.ExpectAsync(
        $"SHA-256 {LabImage.Sha256}", _ => lab.Redis.GetAsync(0, ImageKey), seen => seen is not null && LabImage.Hash(seen) == LabImage.Sha256, DescribeBytes,
        _ => "Send bytes, not text: do not decode, strip or print the image on the way.", cancellation);

    private static Task<CheckResult> ReceivedAsync(LabContext lab, CancellationToken cancellation) => lab.ExpectAsync(
        "a file received.jpg", _ => Task.FromResult(ReceivedImage.Find(lab)), path => path is not null, path => path is null ? $"no such file in {lab.Workspace}" : Path.GetFileName(path),
        _ => $"Write the value of {ImageKey} into received.jpg.", cancellation);

    private static Task<CheckResult> IdenticalAsync(LabContext lab, CancellationToken cancellation) => lab.ExpectAsync(
        $"{LabImage.Length} bytes, SHA-256 {LabImage.Sha256}",
        async ct => ReceivedImage.Find(lab) is { } path ? await File.ReadAllBytesAsync(path, ct) : null,
        seen => seen is not null && LabImage.Hash(seen) == LabImage.Sha256,
        DescribeBytes,
        seen => seen?.Length == LabImage.Length + 1 ? "Take off the line feed that redis-cli adds: give it an empty delimiter, -D \"\"." : "Write the bytes as they come, without decoding them.",
        cancellation);

    private static string DescribeBytes(byte[]? bytes) => bytes is null ? "nothing" : $"{bytes.Length} bytes, SHA-256 {LabImage.Hash(bytes)}";

    private static string Short(byte[] value) => Encoding.UTF8.GetString(value.AsSpan(0, Math.Min(40, value.Length)));
}
