using System.Text;
using Ms2Lab.Connect.Runtime.Rest;

namespace Ms2Lab.Connect.Runtime.Herders;

/// <summary>The text with which a wrong configuration is refused.</summary>
internal static class ValidationText
{
    /// <summary>Every message on a line of its own, and where to read more.</summary>
    public static string Of(ConfigInfos infos)
    {
        var text = new StringBuilder($"Connector configuration is invalid and contains the following {infos.ErrorCount} error(s):");
        foreach (var message in infos.Values.SelectMany(v => v.Value.ErrorMessages))
        {
            text.Append('\n').Append(message);
        }
        return text.Append("\nYou can also find the above list of errors at the endpoint `/connector-plugins/{connectorType}/config/validate`").ToString();
    }
}
