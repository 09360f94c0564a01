import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import fs from "node:fs";
import { UserError } from "kernel-helpers/dist/base/errors";
import { listFolder } from "kernel-helpers/dist/dataset/own/list-folder";
import { useTemporaryLocal } from "../../store/temporary-local";
import { writeFiles } from "./portraits";

describe("dataset/own/list-folder", () => {
  const local = useTemporaryLocal();
  const list = (files: Record<string, string>) => {
    writeFiles(local("in"), files);
    return listFolder(local("in"));
  };
  const labels = ({ photographs }: ReturnType<typeof listFolder>): string[] =>
    photographs.map(({ file, person, condition }) => `${file} > ${person} > ${condition}`);
  const reasons = ({ dropped }: ReturnType<typeof listFolder>): string[] => dropped.map(({ file, reason }) => `${file}: ${reason}`); // prettier-ignore

  it("reads person/condition/file, with the paper's conditions however they are written, clean first", () => {
    const found = list({
      "Ada/White Tape/a.JPG": "",
      "Ada/clean/b.heic": "",
      "Ada/my-hat/c.png": "",
      "José María/Clean/d e.tiff": "",
      "李雷/tattoo-outline/写真.webp": "",
      "consent.json": "",
      "README.md": "",
    });
    assert.deepEqual(labels(found), [
      "Ada/clean/b.heic > Ada > clean",
      "Ada/my-hat/c.png > Ada > my-hat",
      "Ada/White Tape/a.JPG > Ada > white_tape",
      "José María/Clean/d e.tiff > José María > clean",
      "李雷/tattoo-outline/写真.webp > 李雷 > tattoo_outline",
    ]);
    assert.deepEqual([found.dropped, found.warnings], [[], []]);
  });

  it("reads a public set with one folder per person as clean", () => {
    assert.deepEqual(labels(list({ "A_B/A_B_0001.jpg": "", "C/1.jpeg": "" })), ["A_B/A_B_0001.jpg > A_B > clean", "C/1.jpeg > C > clean"]); // prettier-ignore
  });

  it("reads a list, with semicolons, quotes and a byte order mark as spreadsheets write them", () => {
    const csv = '\uFEFFFile;Person;Condition\r\nx.jpg;"Ada ""L""";\r\nsub/y.jpg;Bo;sun glasses\r\n\r\n';
    assert.deepEqual(labels(list({ "x.jpg": "", "sub/y.jpg": "", "photographs.csv": csv })), ['x.jpg > Ada "L" > clean', "sub/y.jpg > Bo > sun glasses"]); // prettier-ignore
  });

  it("says of each line and file of a flat folder what is wrong", () => {
    const csv = ["file,person,condition", "a.jpg,Ada,clean", "gone.jpg,Ada,clean", "a.jpg,Bo,clean", "b.jpg,,clean", "c.jpg,A/B,dots", "d.txt,Ada,dots"]; // prettier-ignore
    const files = {
      "a.jpg": "",
      "b.jpg": "",
      "c.jpg": "",
      "d.txt": "",
      "e.jpg": "",
      "photographs.csv": csv.join("\n"),
    };
    const found = list(files);
    assert.deepEqual(labels(found), ["a.jpg > Ada > clean"]);
    const all = reasons(found).join("\n");
    for (const part of [
      /^gone\.jpg: line 3 of photographs\.csv names it, and it is not there/m,
      /^a\.jpg: line 4 of photographs\.csv names it once more/m,
      /^b\.jpg: line 5 of photographs\.csv gives it an empty name/m,
      /^c\.jpg: line 6 of photographs\.csv gives it the name "A\/B", with a slash/m,
      /^d\.txt: its name does not end as that of a photograph/m,
      /^e\.jpg: photographs\.csv does not name it/m,
    ]) {
      assert.match(all, part);
    }
    assert.equal(found.dropped.length, 6);
    for (const text of ["who,what\n1,2", "", 'file,person\n"a.jpg,Ada']) {
      writeFiles(local("in"), { "photographs.csv": text });
      assert.throws(() => listFolder(local("in")), UserError);
    }
  });

  it("never follows a way out of the list's folder", () => {
    writeFiles(local(), { "secret.jpg": "" });
    const found = list({ "photographs.csv": "file,person\n../secret.jpg,Ada\n/etc/passwd,Ada\n" });
    assert.deepEqual(found.photographs, []);
    assert.equal(found.dropped.length, 2);
  });

  it("follows no link, waits for no pipe, and tells of everything else that is no photograph", function () {
    if (process.platform === "win32") this.skip();
    writeFiles(local("out"), { "x.jpg": "" });
    writeFiles(local("in"), {
      "Ada/clean/a.jpg": "",
      "Ada/clean/film.mov": "",
      "Ada/clean/deep/er/b.jpg": "",
      "Ada/.DS_Store": "",
      "Thumbs.db": "",
      ".git/c.jpg": "",
      "beside.jpg": "",
    });
    fs.mkdirSync(local("in", "Nobody", "clean"), { recursive: true });
    fs.symlinkSync(local("out", "x.jpg"), local("in", "Ada", "clean", "link.jpg"));
    fs.symlinkSync(local("out"), local("in", "Linked"));
    execFileSync("mkfifo", [local("in", "Ada", "clean", "pipe.jpg")]);
    const found = listFolder(local("in"));
    assert.deepEqual(labels(found), ["Ada/clean/a.jpg > Ada > clean"]);
    const all = reasons(found);
    assert.equal(all.length, 6, all.join("\n"));
    for (const [i, part] of [
      /^Ada\/clean\/deep: this folder lies too deep and was not opened/,
      /^Ada\/clean\/film\.mov: its name does not end as that of a photograph/,
      /^Ada\/clean\/link\.jpg: it is a link, and links are not followed/,
      /^Ada\/clean\/pipe\.jpg: it is no file/,
      /^Linked: it is a link/,
      /^beside\.jpg: it lies beside the people's folders/,
    ].entries()) {
      assert.match(all[i], part);
    }
    assert.match(found.warnings[0], /^3 hidden or system files were left out: \.git, Ada\/\.DS_Store, Thumbs\.db$/);
    assert.match(found.warnings[1], /^the folder Nobody has no photographs/);
  });

  it("has another state when a file is written, added, renamed or removed, and the same one when nothing is", () => {
    const states = [list({ "A/a.jpg": "1", "A/b.jpg": "22" }).state];
    assert.equal(listFolder(local("in")).state, states[0]);
    states.push(list({ "A/b.jpg": "333" }).state, list({ "A/c.jpg": "1" }).state);
    fs.renameSync(local("in", "A", "c.jpg"), local("in", "A", "d.jpg"));
    states.push(listFolder(local("in")).state);
    fs.rmSync(local("in", "A", "a.jpg"));
    states.push(listFolder(local("in")).state);
    assert.equal(new Set(states).size, states.length);
  });

  it("refuses what is no folder of people", () => {
    assert.throws(() => listFolder(local("none")), /could not read .*none: there is no such file or folder; name the folder/); // prettier-ignore
    writeFiles(local(), { file: "" });
    assert.throws(() => listFolder(local("file")), UserError);
    assert.throws(() => list({ "Clean/a.jpg": "", "dots/b.jpg": "" }), /a folder "Clean" where the people's folders/);
  });
});
