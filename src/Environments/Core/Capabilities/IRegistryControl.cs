namespace Ms2Lab.Environments.Core;

/// <summary>Control over the Schema Registry; its schemas outlive a stop.</summary>
public interface IRegistryControl : IServerControl;
