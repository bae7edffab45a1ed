using System.Reflection;

namespace Ms2Lab.Schemas.Serializers;

/// <summary>Calls a private generic method with types that are known only when the program runs.</summary>
internal static class GenericCall
{
    internal static object Invoke(Type owner, string method, Type[] types, object[] arguments)
    {
        var generic = owner.GetMethod(method, BindingFlags.NonPublic | BindingFlags.Static)!.MakeGenericMethod(types);
        try
        {
            return generic.Invoke(null, arguments)!;
        }
        catch (TargetInvocationException e) when (e.InnerException is SchemaMismatchException mismatch)
        {
            throw new SchemaMismatchException(mismatch.Message);
        }
    }
}
