using Ms2Lab.Connect.Api;

namespace Ms2Lab.Connect.Runtime.Validation;

/// <summary>Whether a source connector can deliver as its settings ask (KIP-618; reference: DistributedHerder).</summary>
internal static class SourceChecks
{
    private const string NoApi =
        "The connector does not implement the API required for preflight validation of exactly-once source support. Please consult the documentation for the "
        + "connector to determine whether it supports exactly-once semantics, and then consider reconfiguring the connector to use the value \"requested\" for "
        + "this property (which will disable this preflight check and allow the connector to be created).";

    private const string NoBoundaries =
        "The connector does not support connector-defined transaction boundaries with the given configuration. "
        + "Please reconfigure it to use a different transaction boundary definition.";

    /// <summary>Adds the errors to the values.</summary>
    public static void Run(
        SourceConnector connector, IReadOnlyDictionary<string, string> props, Dictionary<string, ConfigValue> values, bool workerIsExactlyOnce)
    {
        var support = values["exactly.once.support"];
        if (Says(support, "required"))
        {
            if (!workerIsExactlyOnce)
            {
                support.AddErrorMessage("This worker does not have exactly-once source support enabled.");
            }
            Ask(support, () => connector.ExactlyOnceSupport(props) switch
            {
                null => NoApi,
                ExactlyOnceSupport.Unsupported => "The connector does not support exactly-once semantics with the provided configuration.",
                _ => null,
            });
        }
        var boundary = values["transaction.boundary"];
        if (Says(boundary, "connector"))
        {
            Ask(boundary, () => connector.CanDefineTransactionBoundaries(props) is ConnectorTransactionBoundaries.Supported ? null : NoBoundaries);
        }
    }

    private static bool Says(ConfigValue value, string text) =>
        value.ErrorMessages.Count == 0 && text.Equals(value.Value as string, StringComparison.OrdinalIgnoreCase);

    private static void Ask(ConfigValue value, Func<string?> error)
    {
        string? text;
        try
        {
            text = error();
        }
#pragma warning disable CA1031 // A connector may throw anything; it becomes an error of the setting.
        catch (Exception e)
#pragma warning restore CA1031
        {
            text = string.IsNullOrWhiteSpace(e.Message)
                ? "An unexpected error occurred during validation; please see the worker logs for more details."
                : $"An unexpected error occurred during validation: {e.Message.Trim()}";
        }
        if (text is not null)
        {
            value.AddErrorMessage(text);
        }
    }
}
