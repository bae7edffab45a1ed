namespace Ms2Lab.Connect.Tests.Runtime;

/// <summary>A clock that stands until it is moved; for code that only asks for the time.</summary>
internal sealed class ManualTime : TimeProvider
{
    private DateTimeOffset _now = DateTimeOffset.UnixEpoch;

    public override DateTimeOffset GetUtcNow() => _now;

    public void Move(TimeSpan by) => _now += by;
}
