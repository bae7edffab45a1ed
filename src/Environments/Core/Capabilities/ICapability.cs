namespace Ms2Lab.Environments.Core;

/// <summary>Something that a backend can do to its servers beyond serving addresses. A step names the capabilities it needs.</summary>
public interface ICapability;
