namespace Ms2Lab.Environments.Core;

/// <summary>The clock of servers that live on virtual time: waiting costs nothing.</summary>
public interface IVirtualClock : ICapability
{
    /// <summary>The time that the servers see.</summary>
    DateTimeOffset Now { get; }

    /// <summary>Moves the clock; timers that fall due on the way fire in their order.</summary>
    Task AdvanceAsync(TimeSpan by, CancellationToken cancellation = default);
}
