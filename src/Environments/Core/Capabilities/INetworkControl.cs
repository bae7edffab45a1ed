namespace Ms2Lab.Environments.Core;

/// <summary>Takes parts off the network and brings them back: they run on, and nobody reaches them.</summary>
public interface INetworkControl : ICapability
{
    /// <summary>Cuts a part off from the other parts and from its clients. Packets vanish: connections hang, they do not break.</summary>
    /// <param name="part">One part; of Kafka and Connect every broker and worker.</param>
    /// <param name="cancellation">Gives up.</param>
    Task CutOffAsync(Parts part, CancellationToken cancellation = default);

    /// <summary>Brings a part back to its addresses; returns when it answers.</summary>
    /// <param name="part">A part that was cut off.</param>
    /// <param name="cancellation">Gives up.</param>
    Task RejoinAsync(Parts part, CancellationToken cancellation = default);
}
