namespace Ms2Lab.Connect.Api;

/// <summary>What an assembly of plugins offers; each has one public class with a parameterless constructor that says so.</summary>
public interface IConnectPlugins
{
    /// <summary>The plugins.</summary>
    IEnumerable<ConnectPlugin> Plugins { get; }
}
