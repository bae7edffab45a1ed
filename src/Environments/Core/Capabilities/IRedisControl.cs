namespace Ms2Lab.Environments.Core;

/// <summary>Control over Redis. It keeps nothing on disk, so what it held is gone after a stop.</summary>
public interface IRedisControl : IServerControl;
