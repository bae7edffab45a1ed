using Ms2Lab.Connect.Api;

namespace Ms2Lab.Connect.Runtime.Workers;

/// <summary>A connector makes more tasks than <c>tasks.max</c> allows.</summary>
internal sealed class TooManyTasksException(string connector, int made, int most) : ConnectException(
    $"The connector {connector} has generated {made} tasks, which is greater than {most}, the maximum number of tasks it is configured to create. ")
{
    public override string JavaName => "org.apache.kafka.connect.runtime.TooManyTasksException";
}
