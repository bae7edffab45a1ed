namespace Ms2Lab.Connect.Runtime.Configs;

/// <summary>The key that workers sign their requests to one another with (KIP-507).</summary>
/// <param name="Key">The secret.</param>
/// <param name="Algorithm">Java's name of the algorithm that it was made for, such as HmacSHA256.</param>
/// <param name="Created">When, in milliseconds since 1970.</param>
internal sealed record SessionKey(byte[] Key, string Algorithm, long Created);
