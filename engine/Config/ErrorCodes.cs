using System.Reflection;
using System.Runtime.Loader;

namespace StreamEngine.Config;

/// <summary>The registry of error codes: every class marked <see cref="ErrorFamilyAttribute"/> in this assembly and in the loaded ones that use it.</summary>
public static class ErrorCodes
{
    private static readonly Lock Gate = new();
    private static readonly SortedDictionary<string, ErrorCode> Codes = new(StringComparer.Ordinal);
    private static readonly HashSet<Assembly> Scanned = [];

    /// <summary>All registered codes in order.</summary>
    public static IReadOnlyList<ErrorCode> All
    {
        get
        {
            lock (Gate)
            {
                Scan();
                return [.. Codes.Values];
            }
        }
    }

    /// <summary>What is known about a code; null when it is not registered.</summary>
    public static ErrorCode? Find(string code)
    {
        lock (Gate)
        {
            if (!Codes.TryGetValue(code, out var found))
            {
                Scan();
                Codes.TryGetValue(code, out found);
            }

            return found;
        }
    }

    /// <summary>Takes in the codes of a plug-in; all or none.</summary>
    /// <exception cref="InvalidOperationException">One of them is taken.</exception>
    public static void Register(Assembly plugin)
    {
        lock (Gate)
        {
            Scan();
            var own = Families(plugin).SelectMany(Fields).ToList();
            if (own.Find(code => Codes.ContainsKey(code.Code)) is { } taken)
            {
                throw new InvalidOperationException($"its error code {taken.Code} is taken");
            }

            foreach (var code in own)
            {
                Codes[code.Code] = code;
            }
        }
    }

    private static void Scan()
    {
        var engine = typeof(ErrorCodes).Assembly;
        var context = AssemblyLoadContext.GetLoadContext(engine);
        foreach (var assembly in AppDomain.CurrentDomain.GetAssemblies().Where(assembly => AssemblyLoadContext.GetLoadContext(assembly) == context))
        {
            var uses = assembly == engine || Array.Exists(assembly.GetReferencedAssemblies(), name => name.Name == engine.GetName().Name);
            if (!assembly.IsDynamic && uses && Scanned.Add(assembly))
            {
                foreach (var family in Families(assembly))
                {
                    Register(family);
                }
            }
        }
    }

    private static void Register(Type family)
    {
        foreach (var code in Fields(family).Where(code => !Codes.TryAdd(code.Code, code)))
        {
            throw new InvalidOperationException($"This is a bug in the engine: code {code.Code} is registered twice ({family.FullName}).");
        }
    }

    private static IEnumerable<Type> Families(Assembly assembly) => assembly.GetTypes().Where(type => type.IsDefined(typeof(ErrorFamilyAttribute), inherit: false));

    private static IEnumerable<ErrorCode> Fields(Type family) => family.GetFields(BindingFlags.Public | BindingFlags.Static).Select(field => field.GetValue(null)).OfType<ErrorCode>();
}
