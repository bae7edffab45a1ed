using Ms2Lab.Connect.Api;

namespace Ms2Lab.Connect.Runtime.Errors;

/// <summary>The dead letter topic could not be set up. Connect meets this only in the running task, so that its status shows a version.</summary>
internal sealed class DeadLetterSetupException(string topic, Exception cause)
    : ConnectException(
        $"Could not initialize dead letter queue with topic={topic}",
        new JavaException("java.util.concurrent.ExecutionException", JavaTrace.Describe(cause), cause));
