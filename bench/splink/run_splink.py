"""Runs Splink's documented person model on a labelled set (*.set.json of task dedupe or link) and prints one JSON object.

The model follows Splink's own demonstration "Deduplicate 50k rows historical persons": first name and surname together with
term frequencies, a date-of-birth comparison, a postcode comparison, exact matches with term frequencies for the rest; u from random
pairs, m by expectation-maximisation in two blocked passes; its blocking rules as far as the set has the columns. Labels are read only
for measuring.

With --rules compound every blocking rule joins two things or more (or names an identifier), as Splink advises for large inputs: the
demonstration's name prefixes give 25 million pairs at a million records, and its training pass over equal birth dates 62 million.

    python run_splink.py FILE.set.json [--rules documented|compound] [--threads N] [--memory-limit 8GB] [--no-clusters]
"""

import argparse
import csv
import json
import os
import re
import resource
import sys
import time
from collections import Counter

STARTED = time.perf_counter()

import duckdb  # noqa: E402
import pyarrow  # noqa: E402
import splink.comparison_library as cl  # noqa: E402
import splink.comparison_level_library as cll  # noqa: E402
from splink import DuckDBAPI, Linker, SettingsCreator, block_on  # noqa: E402
import splink  # noqa: E402

FREE_TEXT = ["birthPlace", "town", "region", "occupation", "nationality", "sex", "street", "houseNumber"]
NAMES = ["given", "given2", "surname", "surname2", "fullName"]
EXACT = ["phone", "email", "document"]


def read_set(path):
    with open(path, encoding="utf-8") as handle:
        told = json.load(handle)
    if told.get("task") not in ("dedupe", "link"):
        sys.exit(f"The set {path} is no dedupe or link: Splink is not run on it.")
    return told


def quoted(name):
    return '"' + name.replace('"', '""') + '"'


def load(connection, told, folder, role, table):
    """Reads one file with DuckDB, cleaned as Splink's documentation advises: lower case, trimmed, empty is null."""
    path = os.path.join(folder, told["files"][role])
    delimiter = told.get("delimiter", ",")
    missing = told.get("missing", [])
    quote = "" if delimiter == "\t" else '"'
    relation = (
        f"read_csv('{path.replace(chr(39), chr(39) * 2)}', delim='{delimiter}', header=true, all_varchar=true, "
        f"quote='{quote}', strict_mode=false, null_padding=true, parallel={'false' if quote else 'true'})"
    )
    header = {name.strip(): name for name in connection.sql(f"select * from {relation} limit 0").columns}
    columns = told["columns"]

    def cleaned(column):
        text = f"trim(lower({quoted(header[column])}))"
        for word in missing:
            text = f"nullif({text}, '{word.lower().replace(chr(39), chr(39) * 2)}')"
        return f"nullif({text}, '')"

    parts = ["row_number() over () - 1 as unique_id"]
    fields = {field: cleaned(column) for field, column in columns.items() if column in header}
    for field in [*NAMES, *FREE_TEXT, *EXACT, "postcode"]:
        if field in fields:
            parts.append(f"{fields[field]} as {quoted(field)}")
    birth = birth_expression(told, fields)
    if birth is not None:
        parts.append(f"{birth} as dob")
    truth = told["truth"]
    if truth["kind"] == "column":
        parts.append(f"{quoted(header[truth['column']])} as truth")
    elif truth["kind"] == "id-pattern":
        identity = quoted(header[columns["id"]]) if "id" in columns else "cast(row_number() over () - 1 as varchar)"
        parts.append(f"nullif(regexp_extract({identity}, '{truth['regex']}', 1), '') as truth")
    elif truth["kind"] in ("row", "row-number"):
        parts.append("cast(row_number() over () - 1 as varchar) as truth")
    connection.execute(f"create table {table} as select {', '.join(parts)} from {relation}")
    if truth["kind"] == "file":
        attach_truth(connection, told, folder, role, table)
    names = [name for name in ("given", "fullName", "surname") if name in fields]
    if "given" in names and "surname" in names:
        connection.execute(f"alter table {table} add column full_concat varchar")
        connection.execute(f"update {table} set full_concat = given || ' ' || surname")
    return set(fields) | ({"dob"} if birth is not None else set())


def attach_truth(connection, told, folder, role, table):
    named = told["truth"]["file"]
    named = named if isinstance(named, str) else named[role]
    path = os.path.join(folder, told["files"].get(named, named))
    with open(path, encoding="utf-8-sig", newline="") as handle:
        rows = list(csv.DictReader(handle, delimiter=told.get("delimiter", ",")))
    column = told["truth"].get("column") or next(iter(rows[0]))
    labels = pyarrow.table({"unique_id": list(range(len(rows))), "truth": [row[column] for row in rows]})
    connection.register("labels", labels)
    connection.execute(f"create or replace table {table} as select t.*, l.truth from {table} t join labels l using (unique_id)")
    connection.unregister("labels")


def birth_expression(told, fields):
    """A date of birth as YYYY-MM-DD in text, which is what the demonstration has."""
    if "birthDate" in fields:
        form = told.get("dateFormat", "YYYY-MM-DD")
        order = re.findall("Y+|M+|D+", form)
        separated = re.search("[YMD][^YMD]+[YMD]", form) is not None
        pattern = "".join(
            {"Y": "(\\d{4})", "M": "(\\d{1,2})" if separated else "(\\d{2})", "D": "(\\d{1,2})" if separated else "(\\d{2})"}[p[0]]
            if p[0] in "YMD"
            else re.escape(p)
            for p in re.findall("Y+|M+|D+|[^YMD]+", form)
        )
        place = {part[0]: i + 1 for i, part in enumerate(order)}
        source = fields["birthDate"]

        def part(letter, width):
            return f"lpad(regexp_extract({source}, '^{pattern}', {place[letter]}), {width}, '0')"

        if not {"Y", "M", "D"} <= set(place):
            return source
        whole = f"{part('Y', 4)} || '-' || {part('M', 2)} || '-' || {part('D', 2)}"
        return f"case when regexp_matches({source}, '^{pattern}') then {whole} end"
    if "birthYear" in fields:
        parts = [fields.get(name) for name in ("birthYear", "birthMonth", "birthDay")]
        return " || '-' || ".join(f"lpad({part}, {4 if i == 0 else 2}, '0')" for i, part in enumerate(parts) if part)
    return None


def comparisons_for(known):
    made = []
    if {"given", "surname"} <= known:
        made.append(
            cl.ForenameSurnameComparison("given", "surname", forename_surname_concat_col_name="full_concat")
        )
    else:
        for field in ("given", "surname", "fullName"):
            if field in known:
                made.append(cl.NameComparison(field))
    for field in ("given2", "surname2"):
        if field in known:
            made.append(cl.JaroWinklerAtThresholds(field, [0.9]))
    if "dob" in known:
        made.append(cl.DateOfBirthComparison("dob", input_is_string=True))
    if "postcode" in known:
        made.append(cl.LevenshteinAtThresholds("postcode", [1, 2]))
    if "email" in known:
        made.append(cl.EmailComparison("email"))
    for field in ("phone", "document"):
        if field in known:
            made.append(cl.LevenshteinAtThresholds(field, [1, 2]))
    for field in FREE_TEXT:
        if field in known:
            made.append(cl.ExactMatch(field).configure(term_frequency_adjustments=True))
    return made


DOCUMENTED = [
    (["substr(given,1,3)", "substr(surname,1,4)"], {"given", "surname"}),
    (["surname", "dob"], {"surname", "dob"}),
    (["given", "dob"], {"given", "dob"}),
    (["postcode", "given"], {"postcode", "given"}),
    (["postcode", "surname"], {"postcode", "surname"}),
    (["dob", "birthPlace"], {"dob", "birthPlace"}),
    (["dob", "town"], {"dob", "town"}),
    (["substr(postcode,1,3)", "dob"], {"postcode", "dob"}),
    (["substr(postcode,1,3)", "given"], {"postcode", "given"}),
    (["substr(postcode,1,3)", "surname"], {"postcode", "surname"}),
    (["substr(given,1,2)", "substr(surname,1,2)", "substr(dob,1,4)"], {"given", "surname", "dob"}),
    (["fullName", "dob"], {"fullName", "dob"}),
    (["phone"], {"phone"}),
    (["email"], {"email"}),
    (["document"], {"document"}),
]
COMPOUND = [
    (["substr(surname,1,3)", "dob"], {"surname", "dob"}),
    (["substr(given,1,3)", "dob"], {"given", "dob"}),
    (["given", "surname"], {"given", "surname"}),
    (["substr(given,1,3)", "substr(surname,1,4)", "substr(dob,1,4)"], {"given", "surname", "dob"}),
    (["substr(given,1,3)", "substr(surname,1,4)", "substr(dob,6,5)"], {"given", "surname", "dob"}),
    (["substr(given,1,3)", "substr(surname,1,4)", "town"], {"given", "surname", "town"}),
    (["surname", "substr(given,1,1)", "town"], {"given", "surname", "town"}),
    (["given", "substr(surname,1,1)", "town"], {"given", "surname", "town"}),
    (["dob", "town"], {"dob", "town"}),
    (["dob", "birthPlace"], {"dob", "birthPlace"}),
    (["postcode"], {"postcode"}),
    (["fullName", "dob"], {"fullName", "dob"}),
    (["phone"], {"phone"}),
    (["email"], {"email"}),
    (["document"], {"document"}),
]


def rules_for(known, rules):
    """Blocking rules as lists of expressions; a rule of which a column is missing falls away."""
    kept = [parts for parts, needs in (COMPOUND if rules == "compound" else DOCUMENTED) if needs <= known]
    if not kept and "fullName" in known:
        kept = [["substr(fullName,1,5)"], ["substr(fullName,-5)"]]
    return kept


def deterministic_for(known):
    rules = []
    if {"given", "surname", "dob"} <= known:
        rules.append("l.given = r.given and l.surname = r.surname and l.dob = r.dob")
    if {"given", "surname", "postcode"} <= known:
        rules.append(
            "substr(l.given,1,2) = substr(r.given,1,2) and l.surname = r.surname "
            "and substr(l.postcode,1,2) = substr(r.postcode,1,2)"
        )
    if {"dob", "postcode"} <= known:
        rules.append("l.dob = r.dob and l.postcode = r.postcode")
    for field in ("phone", "email", "document"):
        if field in known:
            rules.append(f"l.{field} = r.{field}")
    if not rules and {"fullName"} <= known:
        rules.append('l."fullName" = r."fullName"')
    return rules


def training_rules(known, rules):
    date = (["dob", "town"], {"dob", "town"}) if rules == "compound" else (["dob"], {"dob"})
    pairs = [(["given", "surname"], {"given", "surname"}), date, (["fullName"], {"fullName"}), (["phone"], {"phone"})]
    return [block_on(*parts) for parts, needs in pairs if needs <= known][:2]


def train(linker, known, rules):
    deterministic = deterministic_for(known)
    if deterministic:
        linker.training.estimate_probability_two_random_records_match(deterministic, recall=0.6)
    linker.training.estimate_u_using_random_sampling(max_pairs=5e6)
    for rule in training_rules(known, rules):
        linker.training.estimate_parameters_using_expectation_maximisation(rule)


def b_cubed(clusters, truths):
    """As the bench of this house: harmonic mean of the means over records."""
    of_cluster, of_truth, both = Counter(), Counter(), Counter()
    for cluster, truth in zip(clusters, truths):
        if truth is None or truth == "":
            continue
        of_cluster[cluster] += 1
        of_truth[truth] += 1
        both[cluster, truth] += 1
    records = sum(both.values())
    precision = sum(n * n / of_cluster[c] for (c, _), n in both.items()) / records
    recall = sum(n * n / of_truth[t] for (_, t), n in both.items()) / records
    return 2 * precision * recall / (precision + recall)


def blocking_recall(connection, rules, true_pairs):
    """Which share of the true pairs the blocking rules generate."""
    either = " or ".join("(" + " and ".join(f"{on('l', part)} = {on('r', part)}" for part in parts) + ")" for parts in rules)
    met = connection.sql(
        f"select count(*) from people l join people r on l.truth = r.truth and l.unique_id < r.unique_id where {either}"
    ).limit(1).fetchall()[0][0]
    return round(int(met) / max(1, int(true_pairs)), 4)


def on(side, part):
    """An expression over a column, over that column of one side."""
    return re.sub(r"^(substr\()?(\w+)", lambda found: f'{found[1] or ""}{side}."{found[2]}"', part)


def measure(connection, told, predicted):
    left, right = ("people", "people") if told["task"] == "dedupe" else ("people_left", "people_right")
    if told["task"] == "dedupe":
        true_pairs = connection.sql(
            "select coalesce(sum(n * (n - 1) // 2), 0) from (select count(*) n from people where truth is not null group by truth)"
        ).limit(1).fetchall()[0][0]
    else:
        true_pairs = connection.sql(
            "select count(*) from people_left l join people_right r on l.truth = r.truth"
        ).limit(1).fetchall()[0][0]
    # With two tables Splink gives the table of each side; the first one it names is the left.
    swap = told["task"] == "link"
    source = f"(select * from {predicted} where match_probability >= 0.5) p"
    if swap:
        source = (
            "(select match_probability, case when source_dataset_l = 'people_left' then unique_id_l else unique_id_r end as one, "
            "case when source_dataset_l = 'people_left' then unique_id_r else unique_id_l end as other "
            f"from {predicted} where match_probability >= 0.5) p"
        )
    one, other = ("one", "other") if swap else ("unique_id_l", "unique_id_r")
    taken, right_pairs = connection.sql(
        f"select count(*), coalesce(sum(case when l.truth = r.truth then 1 else 0 end), 0) from {source} "
        f"join {left} l on l.unique_id = p.{one} join {right} r on r.unique_id = p.{other}"
    ).limit(1).fetchall()[0]
    taken, right_pairs, true_pairs = int(taken), int(right_pairs), int(true_pairs)
    precision = right_pairs / taken if taken else 0.0
    recall = right_pairs / true_pairs if true_pairs else 0.0
    f1 = 2 * precision * recall / (precision + recall) if precision + recall else 0.0
    return true_pairs, round(f1, 4), round(precision, 4), round(recall, 4)


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("set")
    parser.add_argument("--rules", choices=["documented", "compound"], default="documented")
    parser.add_argument("--threads", type=int, default=0)
    parser.add_argument("--memory-limit", default="", help="as DuckDB writes it, 8GB; beyond it DuckDB goes to disk")
    parser.add_argument("--no-clusters", action="store_true")
    asked = parser.parse_args()
    told = read_set(asked.set)
    folder = os.path.dirname(os.path.abspath(asked.set))
    connection = duckdb.connect()
    if asked.threads:
        connection.execute(f"set threads = {asked.threads}")
    if asked.memory_limit:
        connection.execute(f"set memory_limit = '{asked.memory_limit}'")
    if told["task"] == "dedupe":
        known = load(connection, told, folder, "records", "people")
        tables = ["people"]
    else:
        known = load(connection, told, folder, "left", "people_left") & load(connection, told, folder, "right", "people_right")
        tables = ["people_left", "people_right"]
    records = sum(connection.sql(f"select count(*) from {table}").limit(1).fetchall()[0][0] for table in tables)
    read = time.perf_counter() - STARTED
    rules = rules_for(known, asked.rules)
    settings = SettingsCreator(
        link_type="dedupe_only" if told["task"] == "dedupe" else "link_only",
        comparisons=comparisons_for(known),
        blocking_rules_to_generate_predictions=[block_on(*parts) for parts in rules],
        retain_intermediate_calculation_columns=False,
        retain_matching_columns=False,
    )
    database = DuckDBAPI(connection=connection)
    linker = make_linker(database, tables, settings)
    train(linker, known, asked.rules)
    trained = time.perf_counter() - STARTED
    predicted = linker.inference.predict(threshold_match_probability=0.01)
    name = predicted.physical_name
    kept = connection.sql(f"select count(*) from {name}").limit(1).fetchall()[0][0]
    total = time.perf_counter() - STARTED
    usage = resource.getrusage(resource.RUSAGE_SELF)
    peak = usage.ru_maxrss / 1024
    true_pairs, f1, precision, recall = measure(connection, told, name)
    said = {
        "name": told.get("name", asked.set),
        "task": told["task"],
        "rules": asked.rules,
        "engine": f"splink {splink.__version__}, duckdb {duckdb.__version__}",
        "records": records,
        "truePairs": true_pairs,
        "kept": kept,
        "f1AtHalf": f1,
        "precisionAtHalf": precision,
        "recallAtHalf": recall,
    }
    if told["task"] == "dedupe":
        said["blockingRecall"] = blocking_recall(connection, rules, true_pairs)
    if told["task"] == "dedupe" and not asked.no_clusters:
        clusters = linker.clustering.cluster_pairwise_predictions_at_threshold(predicted, threshold_match_probability=0.95)
        rows = connection.sql(f"select c.cluster_id, p.truth from {clusters.physical_name} c join people p using (unique_id)").fetchall()
        said["bCubed"] = round(b_cubed([row[0] for row in rows], [row[1] for row in rows]), 4)
    said |= {
        "seconds": {"read": round(read, 2), "learn": round(trained - read, 2), "predict": round(total - trained, 2), "total": round(total, 2)},
        "cpuSeconds": round(usage.ru_utime + usage.ru_stime, 2),
        "peakMb": round(peak),
    }
    print(json.dumps(said))


def make_linker(database, tables, settings):
    frames = [database.register(table, dataset_display_name=table) for table in tables]
    return Linker(frames if len(frames) > 1 else frames[0], settings)


if __name__ == "__main__":
    main()
