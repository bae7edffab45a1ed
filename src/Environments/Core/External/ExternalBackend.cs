namespace Ms2Lab.Environments.Core;

/// <summary>Servers that somebody else started: their addresses come from an endpoints file, and nothing here ends them.</summary>
/// <param name="endpoints">Where the parts are.</param>
public sealed class ExternalBackend(Endpoints endpoints) : IEnvironmentBackend
{
    /// <summary>The environment variable that names an endpoints file.</summary>
    public const string Variable = "LAB_ENVIRONMENT";

    private static readonly TimeSpan AnswerLimit = TimeSpan.FromSeconds(15);

    /// <inheritdoc/>
    public string Name => "external";

    /// <summary>The backend of the file that <see cref="Variable"/> names, or null where it is not set.</summary>
    /// <exception cref="EnvironmentException">The file cannot be read.</exception>
    public static ExternalBackend? FromVariable() =>
        Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } file ? new ExternalBackend(Endpoints.Load(file)) : null;

    /// <summary>Asks every requested part for a real answer.</summary>
    /// <exception cref="EnvironmentException">Parts are missing or do not answer; the message names each of them.</exception>
    public async Task<IRunningEnvironment> StartAsync(EnvironmentRequest request, IProgress<PartProgress>? progress, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(request);
        var missing = request.Parts & ~endpoints.Parts;
        if (missing != Parts.None)
        {
            throw new EnvironmentException($"The endpoints name no {missing.ToText()}.", "Add the addresses to the endpoints file, or run what does not need them.");
        }
        var workers = endpoints.ConnectUris.Count;
        if (request.Parts.HasFlag(Parts.Connect) && workers < request.ConnectWorkers)
        {
            throw new EnvironmentException(
                $"{request.ConnectWorkers} Connect workers are needed and the endpoints name {workers}.", "Start more workers in the same group and add them under \"connect\".");
        }
        var problems = await Task.WhenAll(request.Parts.Each().Select(p => ProblemAsync(p, progress, cancellation))).ConfigureAwait(false);
        var silent = problems.OfType<string>().ToList();
        return silent.Count == 0
            ? new ExternalEnvironment(endpoints)
            : throw new EnvironmentException(string.Join(" ", silent), "Start what is missing, or correct its address or credentials in the endpoints file.");
    }

    private async Task<string?> ProblemAsync(Parts part, IProgress<PartProgress>? progress, CancellationToken cancellation)
    {
        progress?.Report(new PartProgress(part, PartStage.Starting, "asked for an answer"));
        using var within = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        within.CancelAfter(AnswerLimit);
        string reason;
        try
        {
            var answer = await PartProbe.AskAsync(endpoints, part, within.Token).ConfigureAwait(false);
            progress?.Report(new PartProgress(part, PartStage.Ready, answer));
            return null;
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            reason = $"no answer within {AnswerLimit.TotalSeconds:0} s";
        }
        catch (Exception e) when (PartProbe.IsNoAnswer(e))
        {
            reason = e.Message.TrimEnd('.');
        }
        progress?.Report(new PartProgress(part, PartStage.Failed, reason));
        return $"{part.ToText()} at {Address(part)} does not answer: {reason}.";
    }

    private string? Address(Parts part) => part switch
    {
        Parts.Kafka => endpoints.Bootstrap,
        Parts.MySql => endpoints.MySql,
        Parts.Redis => endpoints.Redis,
        Parts.Registry => endpoints.Registry,
        _ => string.Join(", ", endpoints.Connect ?? []),
    };
}
