namespace Ms2Lab.Environments.Core;

/// <summary>Control over MySQL; its data outlives a stop.</summary>
public interface IMySqlControl : IServerControl;
