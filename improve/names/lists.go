package names

import "strings"

func set(words string) map[string]bool {
	all := map[string]bool{}
	for _, word := range strings.Fields(words) {
		all[word] = true
	}
	return all
}

// The lists are small: they only have to tell a name from a word at the
// beginning of a sentence, and what has a capital without being a name.
var (
	title = set(`mr mrs ms miss mx dr sir madam prof professor principal coach superintendent teacher señora señor madame monsieur frau herr father sister rev pastor`)

	// thing ends the name of a place or of a thing.
	thing = set(`school schools elementary primary secondary middle high academy college university district county city town village street road avenue lane park valley
		hall library web center centre church hospital museum network team club program programme project act day week month year night fair test exam
		scale survey study framework model method cycle chart diagram state states institute foundation association department office board street
		war revolution river lake hills heights island north south east west room building grade period unit lesson`)

	// never is no child's name in the middle of a sentence, although it has a capital.
	never = set(`st i i'm i'll i've i'd ok monday tuesday wednesday thursday friday saturday sunday mondays tuesdays wednesdays thursdays fridays saturdays sundays
		january february march april june july august september october november december
		english spanish french german latin mandarin chinese arabic somali hmong vietnamese portuguese russian ukrainian polish italian japanese korean
		dari pashto farsi persian urdu hindi punjabi bengali nepali burmese swahili tigrinya amharic turkish kurdish tagalog cantonese khmer samoan tongan marshallese navajo creole
		american african asian european hispanic latino latina latinx black white indigenous native muslim christian jewish hindu catholic
		math maths mathematics algebra geometry calculus science biology chemistry physics history geography art music drama reading writing
		america africa asia europe mexico canada england ireland scotland wales france germany spain india china somalia syria ukraine
		york london chicago boston california texas ohio michigan minnesota oregon washington florida
		excel word powerpoint google zoom chromebook chromebooks ipad ipads wifi internet facebook instagram whatsapp youtube kahoot desmos canvas moodle cairn
		christmas easter ramadan eid hanukkah thanksgiving halloween diwali advent lent
		child children kids pupil pupils people homework breakfast lunch recess nurse secretary
		student students teacher teachers parent parents principal coach counselor counsellor grade grades period class classes room unit chapter page plan do study act
		aim driver drivers test tests cycle measure goal step part section figure table north south east west
		we you he she they it his her their our my your this that these those a an the and but or so if when while after before because since although
		in on at by for from to with without of as is are was were be been has have had do did does can could will would should may might must not no yes
		model improvement nobody everyone everybody someone somebody anyone anybody partner partners family families mother father mum mom dad grandmother
		grandfather aunt uncle brother sister friend staff team school district library community neighbor neighbour another other others one two three four five
		what why how who where which there here then now today yesterday tomorrow next last first second third each every all some many few most more`)

	// ordinary are names that are words as well.
	ordinary = set(`will mark grace hope faith joy may june april august rose lily violet daisy iris ivy summer autumn dawn amber ruby pearl jade
		art bill bob chance chase christian dean drew frank gene grant guy hunter jack jean king lance max miles nick pat penny ray rich rob rod
		sky skip sonny star sunny sue tony tucker van wade ward wren sage river brook brooks reed stone drake destiny harmony melody justice major
		angel baker carter cooper mason parker porter taylor tanner tyler page paige ace case cash field forest glen heath heather holly olive
		angelica basil ginger rosemary chip dale dell don herb jasmine jay kit lee les lane many mercy pierce prince princess rusty sandy trinity victor
		duke earl noble royal colt fox wolf bear lark robin martin jordan israel chad georgia savannah paris sydney london austin dallas houston
		charity constance patience prudence clarity sincere legend messiah story`)

	month = set(`april may june august`)

	// plainName is a name when it has a capital in the middle of a sentence, although it is a word.
	plainName = set(`grace hope faith joy rose lily violet daisy iris ivy dawn ruby pearl jade bill bob chance chase drew frank gene grant guy hunter jack
		jean lance max miles nick pat penny ray rich rob rod sonny sue tony tucker wade drake destiny harmony melody angel baker carter cooper mason
		parker taylor tanner tyler paige ace glen heather holly olive basil ginger jasmine kit lee les mercy rusty victor robin martin jordan chad
		constance patience prudence clarity mark summer amber will`)

	// lastName is a thing that is a last name as well.
	lastName = set(`park hall day lane lake church west north east river hills field`)

	// smallWord is a first name that is a word as well when it has no capital.
	smallWord = set(`hector carol crystal aurora genesis marina viola alma roman mercedes harry peter jimmy sally molly rowan scarlett nelson otto dean
		victoria harper curtis luna celeste norma jesus angelica salsa axel octavia perla alba aria logan trey lara mina linda lana rosa stuart jess
		madison chelsea jersey levi morgan major aurora olive tanya noor asha imam sage lane jelani dante creed calla sasha sierra anya iman arya
		guadalupe francisco santiago diego francesca valencia florence victor vera dylan kelly bailey emery hana leon dana noel denis karma`)

	// land is a country, a people, a language or a town that texts of schools name.
	land = set(`romanian bulgarian albanian serbian croatian bosnian greek dutch swedish norwegian danish finnish welsh irish scottish british gaelic hebrew
		yiddish tamil telugu gujarati marathi malay indonesian thai lao hungarian czech slovak lithuanian latvian estonian ethiopian eritrean nigerian
		ghanaian kenyan haitian cuban brazilian maori māori hawaiian yoruba igbo hausa twi zulu xhosa afrikaans roma mexican colombian venezuelan
		ecuadorian salvadoran guatemalan honduran dominican filipino pakistani bangladeshi sri lankan iraqi iranian syrian lebanese egyptian moroccan
		algerian tunisian sudanese congolese rwandan ugandan tanzanian canadian australian austrian swiss belgian
		romania bulgaria albania serbia croatia bosnia greece netherlands belgium sweden norway denmark finland poland portugal italy austria
		switzerland hungary czechia slovakia lithuania latvia estonia russia turkey türkiye iraq iran lebanon egypt morocco algeria tunisia sudan congo
		rwanda uganda tanzania kenya ethiopia eritrea nigeria ghana senegal gambia cameroon zimbabwe zambia angola mozambique pakistan bangladesh
		afghanistan nepal myanmar burma thailand laos cambodia vietnam malaysia indonesia singapore philippines korea taiwan australia zealand samoa
		tonga fiji haiti cuba colombia venezuela ecuador peru bolivia brazil argentina uruguay paraguay guatemala honduras nicaragua salvador panama
		jamaica rico britain europe kosovo moldova armenia azerbaijan kazakhstan uzbekistan yemen oman qatar kuwait palestine libya mali niger
		alabama alaska arizona arkansas colorado connecticut delaware hawaii idaho illinois indiana iowa kansas kentucky louisiana maine maryland
		massachusetts mississippi missouri montana nebraska nevada oklahoma pennsylvania tennessee utah vermont wisconsin wyoming jersey hampshire dakota
		leeds manchester birmingham liverpool bristol sheffield glasgow edinburgh cardiff belfast dublin berlin hamburg munich vienna zurich amsterdam
		brussels rome madrid lisbon warsaw prague budapest athens istanbul moscow kyiv cairo lagos nairobi delhi mumbai tokyo seoul beijing shanghai toronto montreal
		vancouver seattle portland denver phoenix detroit atlanta miami philadelphia baltimore cleveland milwaukee minneapolis sacramento oakland
		shakespeare`)

	// deed stands after a name, in whatever we write about children.
	deed = set(`said says told tells asked asks was is has had did does didn't doesn't isn't wasn't hasn't wants wanted likes liked loves hates felt feels
		thinks thought knows knew went goes came comes left gave gives got gets took takes made makes wrote writes read reads finished handed
		missed misses arrived sat sits stood spoke speaks cried laughed smiled refused agreed tried tries needs needed struggled struggles works worked
		lives lived stays stayed moved helped helps and's explained answered showed shows brought raised failed passed plays played sleeps slept rose sings sang joined forgot remembered
		worries worried hid hides walked walks ran runs talked talks explains noticed seemed seems looked looks kept keeps can can't could couldn't
		won't will would may might must never always often only also still already just rarely usually sometimes who whose`)

	// speech stands directly after a name, and hardly after anything that is not a person.
	speech = set(`said says told tells asked asks wrote writes explained explains answered cried laughed smiled likes liked loves loved hates hated wants wanted
		feels felt thinks thought knows knew wishes hopes hoped worries worried forgot remembered sleeps slept refused agreed would didn't doesn't
		sat sits sings sang spoke speaks`)

	// before stands before a name.
	before = set(`with told asked from for and called named about like let helped met saw gave sat beside both say said student pupil girl boy child
		brother sister son daughter friend interviewed shadowed mother father mum mom dad of to by`)

	// calls stands before whoever something is done to or with.
	calls = set(`ask tell call ring rang email emailed text texted phone phoned meet seat seated show showed give thank thanked remind reminded invite invited
		visit visited pair paired praised promised observed moved interview shadow told asked called named helped met beside interviewed shadowed
		student pupil girl boy brother sister son daughter friend`)

	particle = set(`binti bint ibn ap ter ten zu zum af san te de da del della di la le van von der den bin al el ben o abu y dos das`)

	given = set(`abigael abimbola abiola achieng adaeze ade adebayo aditi aditya adjoa afua agnieszka ahn aiko ailbhe aino aisling aishwarya ajay akira akua alasdair aleksander
		aleksandra alessandro alessia algernon alim alinah alioune alistair amadou amaka amalia amara ambre aminata ananya andrei andrzej aneesa aneta angus
		anh anil anjali anouk antoine anwar aoife apinya apolline arash ariadne armando arnav arshad arthit aryan asif aslı astrid atticus awa ayesha aylin ayodele ayşe
		babajide baptiste bartosz bashir bastien beatrix benedikt bernadette bhavna birgit bjorn bogdan bongani boniface bruna caio caoimhe carmela ceri chanel chau
		cheng chidi chidinma chika chinedu chinwe chioma chukwuemeka cian ciara clemence constantin cosmin dagny danijel daria dariga deepak deepika delphine
		demetrius destinee devansh dewi dieter dimitri dinesh divya djibril dmytro dorota dragan ebony ebele ece efua eilidh eirik eivind ekaterina elif eleanor eluned
		emeka emre enzo eoin erika ersin esi eszter eun eunice ewa farid farida farzana fatimah fatma fatuma felicity ferhat fernand fionn fionnuala folake franz
		friedrich funmilayo gabor gaurav georgi ghada gifty giorgio gintaras giuseppe goran gosia graham greta grzegorz gudrun guilherme gunnar gurdeep gurpreet hadiza
		haim hakeem halina hamid hamish hannelore haoran harpreet harpreet haruto hasan hedda heinrich henrik hilde hina hiro huda hye ibrahima idan ieuan ifeoma
		iga ignacio ikram ilir ilona inga ingrida ioana ioannis ira irena irina isha ishaan ismail isolde itzel ivana iwan iwona jacek jagoda jakub jamila jamilah
		janelle jaroslav jasleen jaswinder jayesh jeong jerzy jiho jisoo jiwoo joakim joao jolanta jorn josefina jovana jozef juan jun jung kaan kabir kacper kahlil
		kalani kalinda kamil kamila kanye karan karolina katarzyna katerina kateryna kavita kayode keahi kehinde keiko keiran kelechi kemal kerem keziah khaled khalil
		kieran kiran klaus kojo komal konrad konstantin krishna krystian krzysztof kumar kunal kyung lakshmi lamine lars latif leila lennart liv ljubica lorcan
		lubna luciana ludovic lukasz lwazi maarten mabel maciej madhav mads magda magdalena maha mahlet makena malgorzata mamadou mandla maren margit mariusz marek
		marjan marwa matthias matilda maximilian mbali meera mehdi meryem mercy mette michal mihai milan milena miloš mircea miroslav mitali mohamud mohamad monika moritz
		mthunzi mukesh murat nadeem nadine naledi nand nanette narges naveed nayeli neema neha nehemiah nerea ngoc ngozi nguyen nhung niamh nikhil nikita nikola nikolai nils
		nirmala njeri nkechi nokuthula nomvula nour nthabiseng nuala nur obinna odalys ofelia oisin ojas oksana ola olena olivier olumide oluwaseun olya omolara
		onur oona orla orlaith ottilie ousmane padraig parisa parth patrice pavel pawel pembe perpetua piet pilar pooja prakash pranav prateek pritpal priyanka przemek
		qasim quang rabia radek rafe rahel rahul raina rajan ramesh ramona rana rania rashida rasmus reema rekha renee reza rhiannon riku riya rohan rohit roisin
		rosalia roxana rukhsana runa ruxandra ryszard saanvi sabine saeed saffron saida saki salma salome samina sandeep sanjay sanne saoirse sapna sarita satoshi
		saurabh sefa selin semira senait sergei serhat shabnam shanelle shanice sharmila shay shinji shirin shivani shreyas sibusiso sigrid simran sinead siobhan
		sipho siya slawomir soraya sota soren stanislav stefano stelian subira sunil sunita suresh svetlana svitlana swati sylvie szymon tadeusz tadhg taiwo
		takeshi talia tamar tamsin tariku tarun tatum tayo temperance temitope tendai thabo thandi thandiwe thaddeus thi thiago thora thuy tiago tigist tilda tobi
		tomasz tomoko tomos torsten tuyet uchenna ugochukwu ulla umair urszula usha uzma valentin vanya vasile vasyl veera veronika vikram vinh vinay viraj vishal vivek
		vlad wafa waleed wanda wangari wanjiru warren wiktor wilhelm wojciech xander xiaoming xin xiomara yannick yanis yaw yasmine yeon yetunde yevgeny yiannis ylva
		yosef youssef yulia yunus yusra zainabu zaid zaynab zeke zeynep zhang zinedine ziva zlatan zofia zoltan zora zosia zubair zuri zuzanna
		aaliyah aaron abby abdi abdul abdullah abel abigail abraham ada adam addison adrian adriana ahmad ahmed aiden aisha alan alana alba albert alberto alejandra
		alejandro alex alexa alexander alexandra alexis alfonso alfred ali alice alicia alina alisha allison alma alyssa amanda amara amari amelia amina amir amira amy ana
		anastasia anders andre andrea andres andrew andy angela angelica angelina angelo anika anita ann anna anne annie anthony antonio anya archie ari aria ariana ariel arjun
		arthur arturo asha ashley aubrey audrey aurora ava avery axel ayaan ayan aya ayesha barbara beatrice beatriz bella ben benjamin bernard beth bethany bianca bilal blake
		bobby boris brandon brayden brenda brendan brian brianna bridget brittany brooklyn bruno bryan caitlin caleb calvin cameron camila camilla carl carla carlos carmen carol
		carolina caroline carrie carson cassandra catherine cecilia cedric celeste cesar charles charlie charlotte chelsea chen chiara chloe chris christina christine christopher
		claire clara claudia cody colin connor cora corey courtney craig cristian cristina crystal curtis cynthia daisuke damian dan dana daniel daniela danielle danny dante
		dariusz darius darnell david deandre deborah denise dennis derek deshawn desiree devin devon diana diego dina dmitri dominic donald donna doris douglas duc dustin dylan
		eddie edgar eduardo edward edwin eileen elaine elena eli elias elijah elisa elise elizabeth ella ellen ellie elliot emanuel emil emilia emiliano emily emma emmanuel
		enrique eric erica erik erin ernesto esme esmeralda esperanza esteban esther ethan eva evan eve evelyn ezekiel fabian fadumo faisal farah fatima fatou fatoumata felipe felix
		fernanda fernando finn fiona florence frances francesca francis francisco frankie fred freddie freya gabriel gabriela gabrielle gareth gary gavin genesis geoffrey george
		gerald gerardo gianna gilbert giovanni gina giulia gloria gordon grayson greg gregory gregor guadalupe guillermo gustavo hailey hakim halima hamza hana hanna hannah harold harper harriet
		harrison harry hassan hawa hayden hazel hector heidi helen helena henry hiroshi hodan hugo hung huong hussein ian ibrahim idris ifrah igor ilhan iman imani imran ines
		ingrid irene isaac isabel isabella isabelle isaiah ismael ivan jackson jacob jacqueline jada jaden jaime jake jalen jamal james jamie jan jane janet jared jarek jason javier
		jayden jayceon jayla jaylen jaylin jaylon jeff jeffrey jelani jenna jennifer jenny jeremiah jeremy jerome jesse jessica jesus jia jill jim jimena jimmy jin joan joanna joaquin joe joel johan john johnny
		jon jonah jonas jonathan jorge jose joseph josephine joshua josiah joyce juan juana juanita judith julia julian juliana julie juliet julio justin kai kaito kaitlyn kamal
		kamala karen karim karina karl karla kate katherine kathleen kathryn katie kayla keisha keith kelly kelsey kelvin ken kendra kenji kenneth kevin khadija khadra khalid khanh
		kiara kim kimberly kofi kristen kristina kwame kyle laila lakeisha lamar lana lara larry latoya laura lauren laurie lawrence layla leah leila lena leo leon leonardo leonel
		leslie leticia levi lewis liam liban lila liliana lina linda linh lisa liu logan lola lorena lorenzo louis louisa louise luca lucas lucia lucy luis luisa luka lukas luke luna
		lydia lynn mackenzie madeline madison maeve maggie magnus mahmoud maisie malcolm malia malik manuel marc marcel marco marcos marcus margaret maria mariah mariam mariana
		marie marina mario marisol marissa marta martha mary maryam mateo mateusz matt matthew maurice maxim maya megan mehmet mei melanie melissa mercedes mia micah michael
		michaela michelle miguel mikhail mila milan milo mina minh miriam miya mohamed mohammad mohammed moira molly monica monique morgan moses muhammad mustafa mya myles nadia
		nahid naima nancy naomi nasra natalia natalie natasha nathan nathaniel nawal neil nelson nevaeh nia nicholas nico nicolas nicole nina noah noel nolan noor nora norma
		nuria octavia oleg olga oliver olivia omar omari oscar osman otto owen pablo paloma pamela patricia patrick paul paula pauline pedro perla peter petra phil philip phoebe
		phuong pierre piotr priscilla priya quentin quinn rachel rafael rahma raj rajesh ralph ramon randall randy raquel rashad rashid raul ravi raymond rebecca regina renata rene
		rhys ricardo richard ricky riley rita robert roberta roberto rocio rodney rodrigo roger roman ronald rory rosa rosalind rosario rowan roxanne ruben rudy russell ruth ryan
		saad sabrina sade sadia safiya sagal sahra said salim sally salma sam samantha samira sami samir samuel sandra santiago sara sarah sasha saul scarlett scott sean sebastian
		selena serena sergio seth shakira shane shannon sharon shawn sheila shirley shreya siddharth sienna silas simon simone skylar sofia sonia sophia sophie stanley stefan stefania stella
		stephanie stephen steve steven stuart suleiman sumaya susan susana suzanne sven sylvia tamara tamika tanisha tanya tara tariq tatiana ted teresa terrell terrence tessa thanh
		theo theodore theresa thomas tiana tiffany tim timothy tina tobias todd tomas tommy tracy travis trevor trey tristan tuan tyrone tyrese uma umar valentina valeria vanessa
		vera veronica vicente victoria viktor vincent viola violeta virginia vivian vladimir walter warsame wei wendy william xavier ximena xiu yael yahya yan yara yaretzi yasmin
		yolanda yonas yosef yuki yuri yusuf yvonne zach zachary zahra zainab zara zayn zehra zeinab zoe zoey`)
)
