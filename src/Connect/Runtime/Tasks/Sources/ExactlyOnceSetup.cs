using Ms2Lab.Connect.Runtime.Offsets;

namespace Ms2Lab.Connect.Runtime.Tasks.Sources;

/// <summary>What a source task's loop works with beside the rest, if it delivers exactly once.</summary>
/// <param name="Transaction">Carries records and positions.</param>
/// <param name="Boundary">Says where it ends.</param>
/// <param name="Preflight">What the group has to agree to before the task starts.</param>
internal sealed record ExactlyOnceSetup(OffsetTransaction Transaction, ITransactionBoundary Boundary, TaskPreflight Preflight);
