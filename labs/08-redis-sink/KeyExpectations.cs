using System.Text;
using Ms2Lab.Labs.LabKit;
using Ms2Lab.Labs.LabKit.Connectors;

namespace Ms2Lab.Labs;

/// <summary>What checks expect of a Redis sink connector and a key that it writes.</summary>
/// <param name="Connector">The connector's name.</param>
/// <param name="Topic">The topic that it reads.</param>
/// <param name="Database">Number of the database.</param>
/// <param name="Key">The key.</param>
internal sealed record KeyExpectations(string Connector, string Topic, int Database, string Key)
{
    /// <summary>Expects the key's value to be as wanted; gives up at once where the connector was refused, its task has failed, or it has read everything.</summary>
    /// <param name="expected">The value in words.</param>
    /// <param name="isMet">Whether this is it; null where there is no such key.</param>
    /// <param name="next">What helps where the connector is well.</param>
    public Func<LabContext, CancellationToken, Task<CheckResult>> Value(string expected, Func<byte[]?, bool> isMet, string next) =>
        (lab, cancellation) => ExpectAsync(lab, expected, seen => isMet(seen.Value), next, cancellation, seen => seen.Connector.HasStopped);

    /// <summary>Expects the key to be gone while the connector runs.</summary>
    /// <param name="next">What helps where the connector is well.</param>
    public Func<LabContext, CancellationToken, Task<CheckResult>> Gone(string next) => (lab, cancellation) => ExpectAsync(
        lab, $"a running connector and no key {Key} in database {Database}", seen => seen.Connector.Status?.IsRunning == true && seen.Value is null, next, cancellation,
        seen => seen.Connector.HasStopped);

    /// <summary>Expects the task to fail, and its trace to say a thing; gives up at once where it failed otherwise or the key was written.</summary>
    /// <param name="trace">A part of the trace.</param>
    /// <param name="next">What helps where the connector is well.</param>
    public Func<LabContext, CancellationToken, Task<CheckResult>> TaskFails(string trace, string next) => (lab, cancellation) => ExpectAsync(
        lab, $"a task FAILED with \"{trace}\" in its trace", seen => seen.Connector.Status?.FailedTask?.Trace?.Contains(trace, StringComparison.Ordinal) == true, next, cancellation,
        seen => seen.Connector.HasStopped || seen.Value is not null);

    private Task<CheckResult> ExpectAsync(
        LabContext lab, string expected, Func<(ConnectorView Connector, byte[]? Value), bool> isMet, string next, CancellationToken cancellation,
        Func<(ConnectorView Connector, byte[]? Value), bool> hopeless) => lab.ExpectAsync(
        expected,
        async ct => (Connector: await ConnectorView.LookAsync(lab, Connector, ct, Topic), Value: await lab.Redis.GetAsync(Database, Key)),
        isMet,
        seen => $"{seen.Connector.Describe()}; key {Key} of database {Database}: {Describe(seen.Value)}",
        seen => seen.Connector.Next(next),
        cancellation,
        hopeless);

    private static string Describe(byte[]? value) => value switch
    {
        null => "not there",
        { Length: <= 80 } => $"\"{Encoding.UTF8.GetString(value)}\"",
        _ => $"{value.Length} bytes",
    };
}
