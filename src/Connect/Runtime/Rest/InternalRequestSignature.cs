namespace Ms2Lab.Connect.Runtime.Rest;

/// <summary>How another worker has signed a call that only workers make (KIP-507).</summary>
/// <param name="Body">The bytes that are signed.</param>
/// <param name="Algorithm">Header <c>X-Connect-Request-Signature-Algorithm</c>, or null.</param>
/// <param name="Signature">Header <c>X-Connect-Authorization</c>, base64, or null.</param>
public sealed record InternalRequestSignature(ReadOnlyMemory<byte> Body, string? Algorithm, string? Signature);
