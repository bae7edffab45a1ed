using System.Globalization;

namespace Ms2Lab.Connect.Runtime.Herders;

/// <summary>What the herder's loop does now or has done last, for the texts of timeouts (KAFKA-15563). Written by the loop, read by anybody.</summary>
internal sealed class HerderStages(TimeProvider time)
{
    private volatile Stage _stage = new("awaiting startup", time.GetUtcNow(), null);

    /// <summary>Begins a stage; it ends with the answer's disposal.</summary>
    public IDisposable Begin(string what)
    {
        var stage = new Stage(what, time.GetUtcNow(), null);
        _stage = stage;
        return new End(() => _stage = stage with { Ended = time.GetUtcNow() });
    }

    /// <summary>The sentence for the user.</summary>
    public string Describe()
    {
        var stage = _stage;
        return stage.Ended is { } ended
            ? $"The last operation the worker completed was {stage.What}, which began at {Instant(stage.Began)} and completed at {Instant(ended)}."
            : $"The worker is currently {stage.What}, which began at {Instant(stage.Began)}.";
    }

    // As java.time.Instant writes it.
    private static string Instant(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ss.fffZ", CultureInfo.InvariantCulture);

    private sealed record Stage(string What, DateTimeOffset Began, DateTimeOffset? Ended);

    private sealed class End(Action end) : IDisposable
    {
        public void Dispose() => end();
    }
}
