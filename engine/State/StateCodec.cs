using System.Collections;
using System.Collections.Concurrent;
using System.Reflection;
using System.Runtime.CompilerServices;

namespace StreamEngine.State;

/// <summary>Binary form of state values by reflection: fields by name, so a field added or renamed is noticed on load.</summary>
internal static class StateCodec
{
    private static readonly ConcurrentDictionary<Type, FieldInfo[]> FieldsOf = new();

    public static void Write(BinaryWriter to, Type type, object? value)
    {
        if (Nullable.GetUnderlyingType(type) is { } inner)
        {
            to.Write(value is not null);
            if (value is not null)
            {
                Write(to, inner, value);
            }
        }
        else if (type.IsEnum)
        {
            to.Write(value!.ToString()!);
        }
        else if (!WritePrimitive(to, value))
        {
            if (!type.IsValueType)
            {
                to.Write(value is not null);
                if (value is null)
                {
                    return;
                }
            }

            WriteComposite(to, type, value!);
        }
    }

    public static object? Read(BinaryReader from, Type type)
    {
        if (Nullable.GetUnderlyingType(type) is { } inner)
        {
            return from.ReadBoolean() ? Read(from, inner) : null;
        }

        if (type.IsEnum)
        {
            return Enum.Parse(type, from.ReadString());
        }

        if (IsPrimitive(type))
        {
            return ReadPrimitive(from, type);
        }

        return !type.IsValueType && !from.ReadBoolean() ? null : ReadComposite(from, type);
    }

    private static bool IsPrimitive(Type type) =>
        type.IsPrimitive || type == typeof(decimal) || type == typeof(Int128);

    private static bool WritePrimitive(BinaryWriter to, object? value)
    {
        switch (value)
        {
            case bool v: to.Write(v); return true;
            case byte v: to.Write(v); return true;
            case int v: to.Write(v); return true;
            case uint v: to.Write(v); return true;
            case long v: to.Write(v); return true;
            case ulong v: to.Write(v); return true;
            case float v: to.Write(v); return true;
            case double v: to.Write(v); return true;
            case decimal v: to.Write(v); return true;
            case Int128 v:
                to.Write((ulong)(v >> 64));
                to.Write((ulong)v);
                return true;
            default: return false;
        }
    }

    private static object ReadPrimitive(BinaryReader from, Type type) => type switch
    {
        _ when type == typeof(bool) => from.ReadBoolean(),
        _ when type == typeof(byte) => from.ReadByte(),
        _ when type == typeof(int) => from.ReadInt32(),
        _ when type == typeof(uint) => from.ReadUInt32(),
        _ when type == typeof(long) => from.ReadInt64(),
        _ when type == typeof(ulong) => from.ReadUInt64(),
        _ when type == typeof(float) => from.ReadSingle(),
        _ when type == typeof(double) => from.ReadDouble(),
        _ when type == typeof(decimal) => from.ReadDecimal(),
        _ when type == typeof(Int128) => new Int128(from.ReadUInt64(), from.ReadUInt64()),
        _ => throw new NotSupportedException($"state cannot hold {type}"),
    };

    private static void WriteComposite(BinaryWriter to, Type type, object value)
    {
        switch (value)
        {
            case string text:
                to.Write(text);
                break;
            case Array array:
                to.Write(array.Length);
                WriteAll(to, type.GetElementType()!, array);
                break;
            case IDictionary map:
                to.Write(map.Count);
                foreach (DictionaryEntry entry in map)
                {
                    Write(to, type.GetGenericArguments()[0], entry.Key);
                    Write(to, type.GetGenericArguments()[1], entry.Value);
                }

                break;
            case ICollection items when type.IsGenericType && type.Namespace == "System.Collections.Generic":
                to.Write(items.Count);
                WriteAll(to, type.GetGenericArguments()[0], items);
                break;
            default:
                WriteFields(to, type, value);
                break;
        }
    }

    private static void WriteAll(BinaryWriter to, Type element, IEnumerable items)
    {
        foreach (var item in items)
        {
            Write(to, element, item);
        }
    }

    private static void WriteFields(BinaryWriter to, Type type, object value)
    {
        var fields = Fields(type);
        to.Write(fields.Length);
        foreach (var field in fields)
        {
            to.Write(field.Name);
            Write(to, field.FieldType, field.GetValue(value));
        }
    }

    private static object ReadComposite(BinaryReader from, Type type)
    {
        if (type == typeof(string))
        {
            return from.ReadString();
        }

        if (type.IsArray)
        {
            var array = Array.CreateInstance(type.GetElementType()!, from.ReadInt32());
            for (var i = 0; i < array.Length; i++)
            {
                array.SetValue(Read(from, type.GetElementType()!), i);
            }

            return array;
        }

        if (typeof(IDictionary).IsAssignableFrom(type))
        {
            var map = (IDictionary)Activator.CreateInstance(type)!;
            for (var left = from.ReadInt32(); left > 0; left--)
            {
                var key = Read(from, type.GetGenericArguments()[0])!;
                map.Add(key, Read(from, type.GetGenericArguments()[1]));
            }

            return map;
        }

        return type.IsGenericType && type.Namespace == "System.Collections.Generic" ? ReadCollection(from, type) : ReadFields(from, type);
    }

    private static object ReadCollection(BinaryReader from, Type type)
    {
        var items = Activator.CreateInstance(type)!;
        var add = type.GetMethod("Add") ?? type.GetMethod("Enqueue") ?? type.GetMethod("AddLast", type.GetGenericArguments())
            ?? throw new NotSupportedException($"state cannot hold {type}");
        for (var left = from.ReadInt32(); left > 0; left--)
        {
            add.Invoke(items, [Read(from, type.GetGenericArguments()[0])]);
        }

        return items;
    }

    private static object ReadFields(BinaryReader from, Type type)
    {
        var value = RuntimeHelpers.GetUninitializedObject(type);
        var fields = Fields(type);
        var count = from.ReadInt32();
        if (count != fields.Length)
        {
            throw new InvalidDataException($"the saved state of {type.Name} has {count} fields, this version has {fields.Length}");
        }

        foreach (var field in fields)
        {
            var name = from.ReadString();
            if (name != field.Name)
            {
                throw new InvalidDataException($"the saved state of {type.Name} holds '{name}' where this version expects '{field.Name}'");
            }

            field.SetValue(value, Read(from, field.FieldType));
        }

        return value;
    }

    private static FieldInfo[] Fields(Type type) => FieldsOf.GetOrAdd(type, static of =>
        [.. Declared(of).OrderBy(f => f.Name, StringComparer.Ordinal)]);

    // reflection gives a type's own fields, and of those it inherits none that are private
    private static IEnumerable<FieldInfo> Declared(Type? of)
    {
        for (; of is not null; of = of.BaseType)
        {
            foreach (var field in of.GetFields(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly))
            {
                yield return field;
            }
        }
    }
}
