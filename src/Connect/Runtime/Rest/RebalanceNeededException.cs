using Ms2Lab.Connect.Api;

namespace Ms2Lab.Connect.Runtime.Rest;

/// <summary>The group is about to rebalance, so the worker cannot say or change this now; changes answer 409.</summary>
/// <param name="message">What cannot be done.</param>
public sealed class RebalanceNeededException(string message) : ConnectException(message)
{
    /// <inheritdoc/>
    public override string JavaName => "org.apache.kafka.connect.runtime.distributed.RebalanceNeededException";
}
